import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import type { PastRuns } from '@/flow/what-if/past-runs'
import { run } from '../../db/schema'

/** A run that somebody cancelled came to no end of its own, so there is nothing to compare. */
export function pastRunsOf(workspaceId: string, flowId: string, { ended, mode }: Pick<PastRuns, 'ended' | 'mode'>): SQL | undefined {
  const statuses = ended === 'either' ? (['succeeded', 'failed'] as const) : ([ended] as const)
  return and(
    eq(run.workspaceId, workspaceId),
    eq(run.flowId, flowId),
    inArray(run.status, [...statuses]),
    isNull(run.detailsRemovedAt),
    mode === 'any' ? undefined : eq(run.mode, mode),
  )
}
