import type { RunVolume } from './types'

/** `successRate`: of those that ended by themselves. */
export type Summary = { total: number; successRate: number | null; p50: number | null; p95: number | null }

export function summaryOf({ buckets, p50, p95 }: RunVolume): Summary {
  const sum = (of: (bucket: RunVolume['buckets'][number]) => number) => buckets.reduce((all, bucket) => all + of(bucket), 0)
  const [succeeded, failed] = [sum((bucket) => bucket.succeeded), sum((bucket) => bucket.failed)]
  const total = succeeded + failed + sum((bucket) => bucket.cancelled + bucket.goingOn)
  return { total, successRate: succeeded + failed === 0 ? null : succeeded / (succeeded + failed), p50, p95 }
}
