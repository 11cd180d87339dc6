import { and, eq, gte, lt, lte, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { RUN_STATUSES } from '@/flow/engine/status'
import { run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { floorOf } from './holds-text'
import { idAt } from './id-at'
import { searchFor } from './in-large-values'

/** How far back from now: kept as words, so that a saved view means today's last week. */
export const SINCE = ['1h', '24h', '7d', '30d', '90d'] as const
export type Since = (typeof SINCE)[number]

const HOUR = 3_600_000
export const SINCE_MS: Record<Since, number> = { '1h': HOUR, '24h': 24 * HOUR, '7d': 168 * HOUR, '30d': 720 * HOUR, '90d': 2_160 * HOUR }

/** Which runs are meant. All of it has to hold. */
export const RunFilterSchema = z.strictObject({
  flowId: z.uuid().optional(),
  status: z.enum(RUN_STATUSES).optional(),
  mode: z.enum(['live', 'test']).optional(),
  since: z.enum(SINCE).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** The member who started it. */
  by: z.uuid().optional(),
  /** Found anywhere in what started it or in what a step gave. */
  text: z.string().trim().min(1).max(200).optional(),
})

export type RunFilter = z.infer<typeof RunFilterSchema>

/** All but the text. Ids sort by time, so a stretch of time is a stretch of ids, and no list walks through all that ever ran. */
export function conditionsOf(workspaceId: string, { flowId, status, mode, since, from, to, by }: RunFilter): SQL[] {
  const start = Math.max(since ? Date.now() - SINCE_MS[since] : 0, from ? Date.parse(from) : 0)
  return [
    eq(run.workspaceId, workspaceId),
    flowId && eq(run.flowId, flowId),
    status && eq(run.status, status),
    mode && eq(run.mode, mode),
    start > 0 && gte(run.id, idAt(start)),
    to && lt(run.id, idAt(Date.parse(to))),
    // As the index run_by_member has it.
    by && sql`${run.startedBy}->>'kind' = 'member' and ${run.startedBy}->>'userId' = ${by}`,
  ].filter((condition) => typeof condition === 'object')
}

/** The conditions of a filter for those who take what a single look finds. `upTo`: later ones stay out. */
export async function chosenBy(tx: Tx, workspaceId: string, { text, ...filter }: RunFilter, upTo?: string): Promise<SQL | undefined> {
  const conditions = conditionsOf(workspaceId, filter)
  if (upTo) conditions.push(lte(run.id, upTo))
  if (!text) return and(...conditions)
  const { floor, holds } = await searchFor(tx, text, conditions, await floorOf(tx, filter.flowId, conditions))
  return and(...conditions, floor ? gte(run.id, floor) : undefined, holds)
}
