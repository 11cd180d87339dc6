import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

const EACH = 16
/** Asking for a little at a time costs more than what is asked for. */
const random = new Uint8Array(256 * EACH)
let used = random.length
let lastMs = 0
let seq = 0

/** A new UUID v7: sorts by the time it was made, in this process even within a millisecond. */
export function newId(): string {
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  const rest = random.subarray(used, used + EACH)
  used += EACH
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    // Far from its end, so that it can be counted up.
    seq = ((rest[6] ?? 0) << 16) | ((rest[7] ?? 0) << 8) | (rest[8] ?? 0)
  } else seq += 1
  return v7({ random: rest, msecs: lastMs, seq })
}
