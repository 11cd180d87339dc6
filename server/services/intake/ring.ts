import { engineSql } from '../../db/client'
import { log } from '../../log'
import { forgetProcessWide, processWide } from '../../process-wide'
import type { Doorbell } from '../../queue/doorbell'
import { openDoorbell } from '../../queue/open'

/**
 * Wakes the workers for runs that are queued and committed, and marks the bell as rung. Never fails: what is not rung
 * is rung by the reconciler.
 */
export async function ring(runIds: readonly string[]): Promise<void> {
  if (runIds.length === 0) return
  try {
    await (await theDoorbell()).ring(runIds)
    await engineSql()`
      update run set rung_at = now() where id = any(${runIds as string[]}::uuid[]) and status = 'queued' and rung_at is null`
  } catch (err) {
    log.warn({ err, runs: runIds.length }, 'The doorbell was not rung; the reconciler will')
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
