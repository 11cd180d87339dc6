import { expect, it } from 'vitest'
import { merge } from './merge'

it('gives the items of every source, each source in its order', async () => {
  const merged = merge<string>([counting('a', 3), counting('b', 3)], new AbortController().signal)
  const seen: string[] = []
  for await (const item of merged) {
    seen.push(item)
    if (seen.length === 6) break
  }
  expect(seen.filter((item) => item.startsWith('a'))).toEqual(['a1', 'a2', 'a3'])
  expect(seen.filter((item) => item.startsWith('b'))).toEqual(['b1', 'b2', 'b3'])
})

it('lets a source go on only once its item was taken', async () => {
  let made = 0
  const eager = async function* () {
    for (;;) yield `${++made}`
  }
  const merged = merge<string>([eager], new AbortController().signal)
  await merged.next()
  await merged.next()
  expect(made).toBeLessThanOrEqual(3)
  await merged.return()
})

it('ends all when one ends, and when the caller leaves', async () => {
  const ended: string[] = []
  const waiting = (name: string) =>
    async function* (signal: AbortSignal): AsyncGenerator<string> {
      try {
        yield `${name}1`
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      } finally {
        ended.push(name)
      }
    }
  const short = async function* () {
    yield 'short'
  }
  const seen: string[] = []
  for await (const item of merge<string>([waiting('a'), short], new AbortController().signal)) seen.push(item)
  expect(seen.sort()).toEqual(['a1', 'short'])
  expect(ended).toEqual(['a'])

  const left = merge<string>([waiting('b'), waiting('c')], new AbortController().signal)
  await left.next()
  await left.return()
  expect(ended.sort()).toEqual(['a', 'b', 'c'])
})

it('passes a failure on', async () => {
  // biome-ignore lint/correctness/useYield: it fails before its first item
  const failing = async function* (): AsyncGenerator<string> {
    throw new Error('no')
  }
  await expect(merge<string>([failing], new AbortController().signal).next()).rejects.toThrow('no')
})

function counting(name: string, to: number) {
  return async function* (signal: AbortSignal) {
    for (let at = 1; at <= to; at++) yield `${name}${at}`
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  }
}
