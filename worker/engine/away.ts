import { StoreAway } from '@/server/blobs/store-away'
import { isDatabaseAway, untilBack } from '@/server/db/away'
import type { Attempt } from './attempt'

/** What KAOS keeps everything in is away: its database, or its store of files. That says nothing about the step. */
export function isAway(error: unknown): boolean {
  return isDatabaseAway(error) || error instanceof StoreAway
}

/**
 * Keeps what a step gave. What was done to the world outside must not be done again for want of room: its result is held until
 * it can be kept, as long as the signal allows. Anything else is done again later.
 */
export function held<T>(trying: Attempt, signal: AbortSignal, keep: () => Promise<T> | T): Promise<T> | T {
  return hasHappened(trying) ? untilKept(trying, signal, keep) : keep()
}

/** Apart from `held`, which most steps pass through with nothing to hold. */
function untilKept<T>({ outside }: Attempt, signal: AbortSignal, keep: () => Promise<T> | T): Promise<T> {
  const noting = async () => {
    try {
      const kept = await keep()
      outside.away = undefined
      return kept
    } catch (error) {
      if (isAway(error)) outside.away = error
      throw error
    }
  }
  return untilBack(Number.POSITIVE_INFINITY, noting, { isAway, signal })
}

function hasHappened({ on, step, outside }: Attempt): boolean {
  if (!outside.left) return false
  const effect = on.journal.state.steps.get(step)?.announced?.effect
  return effect === 'keyed' || effect === 'unsafe'
}
