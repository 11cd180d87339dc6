import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { RunChanges } from './run-changes'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('makes one look of a burst, and of no id in particular a look at all', async () => {
  const { changes, looks } = watched()
  for (const id of ['a', 'b', 'a']) changes.add(id)
  await vi.advanceTimersByTimeAsync(100)
  changes.add('c')
  changes.add(null)
  await vi.advanceTimersByTimeAsync(100)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(looks).toEqual([['a', 'b'], null])
})

it('begins no look before the last one is over, and loses nothing that came meanwhile', async () => {
  let end = () => {}
  const { changes, looks } = watched(() => new Promise<void>((resolve) => (end = resolve)))
  changes.add('a')
  await vi.advanceTimersByTimeAsync(100)
  changes.add('b')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(looks).toEqual([['a']])
  end()
  await vi.advanceTimersByTimeAsync(100)
  expect(looks).toEqual([['a'], ['b']])
})

it('looks no more for who left', async () => {
  const { changes, looks } = watched()
  changes.add('a')
  changes.drop()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(looks).toEqual([])
})

function watched(look: () => unknown = () => {}) {
  const looks: (string[] | null)[] = []
  const changes = new RunChanges((changed) => {
    looks.push(changed && [...changed].sort())
    return look()
  }, 100)
  return { changes, looks }
}
