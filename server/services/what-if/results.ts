import { and, desc, eq, isNotNull, lt } from 'drizzle-orm'
import { z } from 'zod'
import { VERDICTS, type Verdict } from '@/flow/what-if/result'
import { run, whatIfResult } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { type Line, openLine } from './line'
import { whatIfOf } from './what-if-of'

export const WhatIfResultsInput = z.strictObject({
  id: z.uuid(),
  verdict: z.enum(VERDICTS).optional(),
  limit: z.number().int().min(1).max(100).default(50),
  /** Id of the last run of the page before. */
  cursor: z.uuid().optional(),
})

/** `startedAt` is null once the run is gone. */
export type WhatIfResultItem = Line & { runId: string; verdict: Verdict; createdAt: Date | null }

/** Runs that were tried so far, the newest first. */
export async function whatIfResults(
  { actor }: Call,
  input: z.input<typeof WhatIfResultsInput>,
): Promise<{ items: WhatIfResultItem[]; nextCursor: string | null }> {
  demand(actor, 'run.read')
  const { id, verdict, limit, cursor } = WhatIfResultsInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    await whatIfOf(tx, actor, id)
    const rows = await tx
      .select({ runId: whatIfResult.runId, verdict: whatIfResult.verdict, line: whatIfResult.line, createdAt: run.createdAt })
      .from(whatIfResult)
      .leftJoin(run, and(eq(run.workspaceId, whatIfResult.workspaceId), eq(run.id, whatIfResult.runId)))
      .where(
        and(
          eq(whatIfResult.workspaceId, workspaceId),
          eq(whatIfResult.whatIfId, id),
          verdict ? eq(whatIfResult.verdict, verdict) : isNotNull(whatIfResult.verdict),
          cursor ? lt(whatIfResult.runId, cursor) : undefined,
        ),
      )
      .orderBy(desc(whatIfResult.runId))
      .limit(limit + 1)
    const items: WhatIfResultItem[] = []
    for (const { runId, verdict: found, line, createdAt } of rows.slice(0, limit)) {
      if (found && line)
        items.push({ runId, verdict: found, createdAt, ...(await openLine(tx, { workspaceId, whatIfId: id, runId }, line)) })
    }
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.runId ?? null) : null }
  })
}
