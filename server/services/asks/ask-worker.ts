import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import { newId } from '../../db/id'
import { ask } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { announce, liveBus } from '../live/bus'
import { ServiceError } from '../service-error'
import { type Answer, ASKS, type AskKind, type Detail } from './kinds'

const PATIENCE_MS = 30_000
/** The bus may lose a message: look at the row anyway, so often. */
const LOOK_EVERY_MS = 1_000

/**
 * Asks a worker and waits for what it says. Whoever calls has asked `can()` already. Listening begins before the row is
 * there, so that no answer is too quick to be heard.
 * @throws ServiceError `invalid` with the worker's words when it could not; `unavailable` when none answers in time
 */
export async function askWorker<Kind extends AskKind>(workspaceId: string, kind: Kind, detail: Detail<Kind>): Promise<Answer<Kind>> {
  const id = newId()
  let rang = () => {}
  const next = () => new Promise<void>((resolve) => (rang = resolve))
  let ring = next()
  const unsubscribe = await liveBus()
    .then((bus) => bus.subscribe(`ask:${id}`, () => rang()))
    .catch(() => () => {})
  try {
    const given = ASKS[kind].detail.parse(detail)
    await inWorkspace(workspaceId, (tx) => tx.insert(ask).values({ id, workspaceId, kind, detail: given }))
    await announce('asks', { askId: id })
    for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline; ring = next()) {
      const row = await answered(workspaceId, id)
      if (row?.problem) throw new ServiceError('invalid', [row.problem.message, row.problem.hint ?? ''].join(' ').trim())
      if (row?.answeredAt) return ASKS[kind].answer.parse(row.answer) as Answer<Kind> // the schema of this very kind
      await Promise.race([ring, sleep(LOOK_EVERY_MS, undefined, { ref: false })])
    }
    throw new ServiceError('unavailable', 'No worker has answered. Try again in a moment.')
  } finally {
    unsubscribe()
  }
}

async function answered(workspaceId: string, id: string) {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ answer: ask.answer, problem: ask.problem, answeredAt: ask.answeredAt })
      .from(ask)
      .where(and(eq(ask.workspaceId, workspaceId), eq(ask.id, id))),
  )
  return row
}
