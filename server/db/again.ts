import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from './code-of'

/** A deadlock, or what can't have come one after the other. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const BROKEN_OFF = new Set(['40P01', '40001'])
const TRIES = 5
const PAUSE_MS = 50

/**
 * Does it again when Postgres broke it off because others were doing something to the same rows: nothing of it happened then.
 * It has to be whole: one statement, or a transaction from its beginning.
 */
export async function againIfBrokenOff<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      if (tried === TRIES || !BROKEN_OFF.has(codeOf(error) ?? '')) throw error
      // Not both again in the same moment.
      await sleep(Math.random() * PAUSE_MS * tried)
    }
  }
}
