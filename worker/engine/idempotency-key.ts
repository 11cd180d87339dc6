import { createHash } from 'node:crypto'

/** Stable over attempts, different for every iteration. */
export function idempotencyKey(runId: string, step: string): string {
  return createHash('sha256').update(`${runId}/${step}`).digest('hex').slice(0, 32)
}
