import { z } from 'zod'
import { RUN_STATUSES } from '@/flow/engine/status'
import { type RunDifference, RunDifferenceSchema } from '@/flow/what-if/result'
import { effectInWords, firstDifference } from '@/flow/what-if/words'
import type { Tx } from '../../db/tenancy'
import { open, type Place, seal } from '../../vault/vault'

/** What a table says of one run. */
const LineSchema = z.strictObject({
  statusThen: z.enum(RUN_STATUSES).nullable(),
  statusNow: z.enum(RUN_STATUSES).nullable(),
  reason: z.string().nullable(),
  first: z.strictObject({ label: z.string(), step: z.string(), text: z.string() }).nullable(),
  /** What would be done to the outside otherwise, in words. */
  effects: z.array(z.string()),
  moreEffects: z.number().int(),
})

export type Line = z.infer<typeof LineSchema>

const MOST_EFFECTS = 3

type Which = { workspaceId: string; whatIfId: string; runId: string }

export async function sealResult(tx: Tx, which: Which, difference: RunDifference): Promise<{ line: Uint8Array; detail: Uint8Array }> {
  const { statusThen, statusNow, reason, effects } = difference
  const telling = effects.filter(({ reads }) => !reads)
  const words = telling.slice(0, MOST_EFFECTS).map(effectInWords)
  const line: Line = {
    statusThen,
    statusNow,
    reason,
    first: firstDifference(difference),
    effects: words,
    moreEffects: telling.length - words.length,
  }
  return { line: await seal(tx, place(which, 'line'), line), detail: await seal(tx, place(which, 'detail'), difference) }
}

export async function openLine(tx: Tx, which: Which, sealed: Uint8Array): Promise<Line> {
  return LineSchema.parse(await open(tx, place(which, 'line'), sealed))
}

export async function openDetail(tx: Tx, which: Which, sealed: Uint8Array): Promise<RunDifference> {
  return RunDifferenceSchema.parse(await open(tx, place(which, 'detail'), sealed))
}

function place({ workspaceId, whatIfId, runId }: Which, column: 'line' | 'detail'): Place {
  return { workspaceId, table: 'what_if_result', row: `${whatIfId}/${runId}`, column }
}
