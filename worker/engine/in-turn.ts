import { newId } from '@/server/db/id'
import type { Attempt } from './attempt'

/** An account that only so many may use at once: whoever has to wait for it gives its place in the worker away meanwhile. */
export async function inTurn({ on, step, attempt }: Attempt, connectionId: string, work: () => Promise<unknown>): Promise<void> {
  const line = await on.line.enter(connectionId, step)
  if (line === 'full') {
    const waitId = newId()
    const opened = [{ id: waitId, step, kind: 'turn' as const, result: { connectionId } }]
    await on.journal.append([{ type: 'wait.opened', at: on.clock.now(), step, attempt, waitId, kind: 'turn' }], { opened })
    return
  }
  try {
    await work()
  } finally {
    if (line === 'in') await on.line.leave(connectionId, step)
  }
}
