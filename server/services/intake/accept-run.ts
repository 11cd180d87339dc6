import type { Json } from '@/flow/json'
import type { run as runTable } from '@/server/db/schema'
import { keepFile } from '../../blobs/keep-file'
import { LARGE_VALUE_TYPE, LARGEST_INLINE } from '../../blobs/large-value'
import { batching } from '../../db/batching'
import { engineSql } from '../../db/client'
import { newId } from '../../db/id'
import { announce } from '../live/bus'
import { insertRuns, type NewRun } from './insert-runs'
import { ring } from './ring'

export type Intake = {
  /** Given when somebody listens for the run before it exists. */
  runId?: string
  workspaceId: string
  flowId: string
  versionId: string
  mode: 'live' | 'test'
  triggerNodeId: string
  startedBy: (typeof runTable.$inferSelect)['startedBy']
  input: Json
  untilNodeId?: string
  /** What arrived, if it can arrive twice: the same key makes one run. */
  delivery?: { triggerId: string; key: string }
}

export type Accepted = { runId: string; duplicate: boolean }

/**
 * Accept = commit: when this resolves, the run and its delivery are durable, and the doorbell is rung or owed (`rung_at`).
 * Intakes of the same few milliseconds share one statement and one ring.
 */
export async function acceptRun({ runId, input, ...intake }: Intake): Promise<Accepted> {
  const text = await inputText(intake.workspaceId, input)
  return push({ ...intake, id: runId ?? newId(), input: text })
}

const push = batching<NewRun, Accepted>(
  async (runs) => {
    const accepted = await insertRuns(engineSql(), runs)
    const fresh = runs.filter((_, at) => accepted[at]?.duplicate === false)
    ring(fresh.map(({ id }) => id))
    for (const { workspaceId, id } of fresh) announce(`runs:${workspaceId}`, { runId: id })
    return accepted
  },
  { most: 500, weigh: ({ input }) => input.length, heaviest: 4_000_000 },
)

async function inputText(workspaceId: string, input: Json): Promise<string> {
  const text = JSON.stringify(input)
  if (text.length <= LARGEST_INLINE) return text
  return JSON.stringify(await keepFile(workspaceId, { name: 'input.json', contentType: LARGE_VALUE_TYPE, bytes: Buffer.from(text) }))
}
