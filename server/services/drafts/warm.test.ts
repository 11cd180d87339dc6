import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createWarmDrafts, type WarmDraft } from './warm'

test('whoever takes a draft has it alone', () => {
  const warm = createWarmDrafts()
  const draft = of(10)
  warm.put('a', draft)
  expect(warm.take('b')).toBeUndefined()
  expect(warm.take('a')).toBe(draft)
  expect(warm.take('a')).toBeUndefined()
})

test('those longest not used go once there is too much, and one that is too much is not kept at all', () => {
  const warm = createWarmDrafts({ mostBytes: 25 })
  for (const key of ['a', 'b']) warm.put(key, of(10))
  warm.put('a', warm.take('a') ?? of(0))
  warm.put('c', of(10))
  warm.put('large', of(26))
  expect(['a', 'b', 'c', 'large'].filter((key) => warm.take(key))).toEqual(['a', 'c'])
  // What was taken counts no longer.
  for (const key of ['d', 'e']) warm.put(key, of(12))
  expect(['d', 'e'].filter((key) => warm.take(key))).toEqual(['d', 'e'])
})

test('one that nobody uses goes', () => {
  vi.useFakeTimers()
  try {
    const warm = createWarmDrafts({ idleMs: 1_000 })
    warm.put('a', of(10))
    vi.advanceTimersByTime(600)
    warm.put('a', warm.take('a') ?? of(0))
    vi.advanceTimersByTime(600)
    warm.put('a', warm.take('a') ?? of(0))
    vi.advanceTimersByTime(1_000)
    expect(warm.take('a')).toBeUndefined()
  } finally {
    vi.useRealTimers()
  }
})

function of(bytes: number): WarmDraft {
  return { doc: new Y.Doc(), seq: 1, last: new Uint8Array(), bytes }
}
