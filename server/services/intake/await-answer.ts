import { setTimeout as sleep } from 'node:timers/promises'
import { isTerminal, type RunStatus } from '@/flow/engine/status'
import type { Json } from '@/flow/json'
import { engineSql } from '../../db/client'
import { liveBus } from '../live/bus'
import type { Accepted } from './accept-run'

export type HookAnswer = { status: number; headers: Record<string, string>; body: Json }

const PATIENCE_MS = 30_000
/** The bus may lose a message: look at the row anyway, so often. */
const LOOK_EVERY_MS = 2_000

/**
 * Accepts a run and keeps the caller waiting until the flow answers (`reply`) or ends (`end`). Listening begins before
 * the run exists, so that no answer is too quick to be heard.
 */
export async function awaitAnswer(runId: string, until: 'reply' | 'end', accept: () => Promise<Accepted>): Promise<HookAnswer> {
  let wake = () => {}
  const rang = () =>
    new Promise<void>((resolve) => {
      wake = resolve
    })
  const unsubscribe = await liveBus()
    .then((bus) => bus.subscribe(`run:${runId}`, () => wake()))
    .catch(() => () => {})
  try {
    let next = rang()
    const accepted = await accept()
    const deadline = performance.now() + PATIENCE_MS
    while (performance.now() < deadline) {
      const answer = await answerOf(accepted.runId, until)
      if (answer) return answer
      await Promise.race([next, sleep(LOOK_EVERY_MS, undefined, { ref: false })])
      next = rang()
    }
    return until === 'end' ? underWay(accepted.runId) : tooLate(accepted.runId)
  } finally {
    unsubscribe()
  }
}

async function answerOf(runId: string, until: 'reply' | 'end'): Promise<HookAnswer | null> {
  const [row] = await engineSql()<{ status: RunStatus; reply: HookAnswer | null }[]>`select status, reply from run where id = ${runId}`
  if (!row) return null
  const ended = isTerminal(row.status)
  if (row.reply && (ended || until === 'reply')) return row.reply
  if (!ended) return null
  if (row.status === 'succeeded') return { status: 200, headers: {}, body: { runId, status: row.status } }
  return { status: 500, headers: {}, body: { runId, status: row.status, error: 'The flow ended before it answered. Its run says why.' } }
}

function underWay(runId: string): HookAnswer {
  return { status: 202, headers: {}, body: { runId, status: 'running' } }
}

function tooLate(runId: string): HookAnswer {
  return {
    status: 504,
    headers: {},
    body: { runId, error: `The flow has not answered within ${PATIENCE_MS / 1_000} seconds. It goes on.` },
  }
}
