import { setTimeout as sleep } from 'node:timers/promises'
import { FileRefSchema } from '@/flow/define/file-ref'
import { isTerminal, type RunStatus } from '@/flow/engine/status'
import type { Json } from '@/flow/json'
import { readFile } from '../../blobs/read-file'
import { engineSql } from '../../db/client'
import type { RunRef } from '../../queue/doorbell'
import { liveBus } from '../live/bus'
import type { Accepted } from './accept-run'

export type HookAnswer = {
  status: number
  headers: Record<string, string>
  body: Json
  /** In place of the body. */
  file?: { name: string; contentType: string; bytes: Uint8Array }
}

export type AnswerWhen = 'reply' | 'end'

/** So long a caller is kept waiting; then it gets a link to come back to. */
export const PATIENCE_MS = 30_000
/** The bus may lose a message: look at the row anyway, so often. */
const LOOK_EVERY_MS = 2_000

/**
 * Accepts a run and keeps the caller waiting until the flow answers (`reply`) or ends (`end`). It is looked at once both it
 * and the listening have begun, so that no answer is too quick to be heard.
 */
export async function awaitAnswer(
  { id: runId, workspaceId }: RunRef,
  until: AnswerWhen,
  accept: () => Promise<Accepted>,
  linkTo: (runId: string) => string,
): Promise<HookAnswer> {
  let wake = () => {}
  const rang = () =>
    new Promise<void>((resolve) => {
      wake = resolve
    })
  const listenTo = (id: string) =>
    liveBus()
      .then((bus) => bus.subscribe(`run:${id}`, () => wake()))
      .catch(() => () => {})
  const listening = [listenTo(runId)]
  try {
    let next = rang()
    const [accepted] = await Promise.all([accept(), ...listening])
    // A delivery that came before waits for the run of then.
    if (accepted.runId !== runId) {
      listening.push(listenTo(accepted.runId))
      await Promise.all(listening)
    }
    const deadline = performance.now() + PATIENCE_MS
    while (performance.now() < deadline) {
      const answer = await answerOf({ id: accepted.runId, workspaceId }, until)
      if (answer) return answer
      await Promise.race([next, sleep(LOOK_EVERY_MS, undefined, { ref: false })])
      next = rang()
    }
    return underWay(accepted.runId, linkTo(accepted.runId))
  } finally {
    for (const each of listening) each.then((unsubscribe) => unsubscribe())
  }
}

/** What the caller of this run is told; null while that is not known yet. */
export async function answerOf({ id: runId, workspaceId }: RunRef, until: AnswerWhen): Promise<HookAnswer | null> {
  const [row] = await engineSql()<{ status: RunStatus; reply: HookAnswer | null }[]>`
    select status, reply from run where workspace_id = ${workspaceId} and id = ${runId}`
  if (!row) return null
  const ended = isTerminal(row.status)
  if (row.reply && (ended || until === 'reply')) return withFile(workspaceId, row.reply)
  if (!ended) return null
  if (row.status === 'succeeded') return { status: 200, headers: {}, body: { runId, status: row.status } }
  return { status: 500, headers: {}, body: { runId, status: row.status, error: 'The flow ended before it answered. Its run says why.' } }
}

/** A body that is a file is sent as its bytes. */
async function withFile(workspaceId: string, reply: HookAnswer): Promise<HookAnswer> {
  const ref = FileRefSchema.safeParse(reply.body)
  if (!ref.success) return reply
  const file = await readFile(workspaceId, ref.data.$file.id)
  return file ? { ...reply, file } : { status: 500, headers: {}, body: { error: 'The file of the answer is not there any more.' } }
}

/** It goes on, and the answer can be fetched later. */
export function underWay(runId: string, link: string): HookAnswer {
  return { status: 202, headers: { location: link, 'retry-after': '5' }, body: { runId, status: 'running', answer: link } }
}
