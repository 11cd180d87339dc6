import type { Json } from '@/flow/json'
import type { run as runTable } from '@/server/db/schema'
import { keepFile } from '../../blobs/keep-file'
import { needFiles } from '../../blobs/need-files'
import { againIfBrokenOff } from '../../db/again'
import { batching } from '../../db/batching'
import { engineSql } from '../../db/client'
import { newId } from '../../db/id'
import { isRefusal } from '../../db/is-refusal'
import { inputText } from './input-text'
import { insertRuns, type NewRun } from './insert-runs'
import { tellOfRuns } from './tell-of-runs'

export type Intake = {
  /** Given when somebody listens for the run before it exists. */
  runId?: string
  workspaceId: string
  flowId: string
  versionId: string
  mode: 'live' | 'test'
  effectsBlocked?: boolean
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
  const id = runId ?? newId()
  let aside = ''
  const text = await inputText(input, (file) => {
    aside = Buffer.from(file.bytes).toString()
    return keepFile(intake.workspaceId, file)
  })
  await needFiles(intake.workspaceId, id, text + aside)
  return push({ ...intake, id, input: text })
}

const push = batching<NewRun, Accepted>(
  async (runs) => {
    const accepted = await againIfBrokenOff(() => insertRuns(engineSql(), runs))
    tellOfRuns(runs.filter((_, at) => accepted[at]?.duplicate === false))
    return accepted
  },
  { most: 500, weigh: ({ input }) => input.length, heaviest: 4_000_000, isFaulty: isRefusal },
)
