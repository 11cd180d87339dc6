import { expect, it } from 'vitest'
import { summaryOf } from './volume'

const bucket = { at: 0, succeeded: 0, failed: 0, cancelled: 0, goingOn: 0, p50: null, p95: null }
const volume = { from: 0, to: 1, bucketMs: 1, p50: 20, p95: 90, most: null }

it('counts all, and success among those that ended by themselves', () => {
  const buckets = [
    { ...bucket, succeeded: 8, failed: 1, goingOn: 2 },
    { ...bucket, failed: 1, cancelled: 4 },
  ]
  expect(summaryOf({ ...volume, buckets })).toEqual({ total: 16, successRate: 0.8, p50: 20, p95: 90 })
  expect(summaryOf({ ...volume, buckets: [bucket] })).toMatchObject({ total: 0, successRate: null })
})
