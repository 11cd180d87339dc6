import { describe, expect, it } from 'vitest'
import { failureOf, retryAfter } from './failure'

const answer = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: { message: 'No total.' },
  durationMs: 1,
})

describe('failureOf', () => {
  it('repeats what the service turned away, and stumbles only where repeating is harmless', () => {
    const repeats = (status: number, effect: 'read' | 'unsafe') => failureOf(answer(status), effect).retry
    expect([400, 401, 404, 422].map((status) => repeats(status, 'read'))).toEqual([false, false, false, false])
    expect([429, 503].map((status) => repeats(status, 'unsafe'))).toEqual([true, true])
    expect([408, 500, 502].map((status) => repeats(status, 'unsafe'))).toEqual([false, false, false])
    expect([408, 500, 502].map((status) => repeats(status, 'read'))).toEqual([true, true, true])
    expect(repeats(508, 'read')).toBe(false)
  })

  it('says what the service said', () => {
    expect(failureOf(answer(422), 'read').message).toBe('The service answered 422: No total.')
  })

  it('waits as long as the service asks', () => {
    expect(failureOf(answer(429, { 'retry-after': '7' }), 'read').retryAfterMs).toBe(7_000)
    expect(retryAfter('Tue, 15 Dec 2026 09:00:30 GMT', 'Tue, 15 Dec 2026 09:00:00 GMT')).toBe(30_000)
    expect(retryAfter('soon', undefined)).toBeUndefined()
    expect(retryAfter('-5', 'Tue, 15 Dec 2026 09:00:00 GMT')).toBe(0)
  })

  it('waits a day at most, however long the service asks', () => {
    for (const long of ['999999', '99999999999999999999', 'Fri, 31 Dec 9999 23:59:59 GMT'])
      expect(retryAfter(long, 'Tue, 15 Dec 2026 09:00:00 GMT')).toBe(86_400_000)
  })
})
