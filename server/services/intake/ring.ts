import { log } from '../../log'
import { forgetProcessWide, processWide } from '../../process-wide'
import type { Doorbell, RunRef } from '../../queue/doorbell'
import { openDoorbell } from '../../queue/open'

/**
 * Wakes the workers for runs that are queued and committed. Never fails: what is still queued when the reconciler looks is
 * rung by it (`rung_at`). That the bell was rung is not written down: the claim follows, and it is the one write that counts.
 */
export async function ring(runs: readonly RunRef[]): Promise<void> {
  if (runs.length === 0) return
  try {
    await (await theDoorbell()).ring(runs)
  } catch (err) {
    log.warn({ err, runs: runs.length }, 'The doorbell was not rung; the reconciler will')
  }
}

export async function closeDoorbell(): Promise<void> {
  const doorbell = processWide<Promise<Doorbell> | null>('doorbell', () => null)
  forgetProcessWide('doorbell')
  await (await doorbell)?.close()
}

function theDoorbell(): Promise<Doorbell> {
  const doorbell = processWide('doorbell', openDoorbell)
  doorbell.catch(() => forgetProcessWide('doorbell'))
  return doorbell
}
