import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '@/flow/json'
import { jsonBytes } from './json-bytes'

async function textOf(value: unknown): Promise<string> {
  const pieces = await jsonBytes(value as Json, Number.POSITIVE_INFINITY) // some of it no JSON, as JSON.stringify is given it
  return Buffer.concat(pieces ?? []).toString('utf8')
}

test('is what JSON.stringify writes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.nat(6_000), async (value, times) => {
      const large = { value, list: Array(times).fill(value).slice(0, 3_000), text: 'a"'.repeat(times * 20) }
      expect(await textOf(large)).toBe(JSON.stringify(large))
    }),
    { numRuns: 60 },
  )
})

test('leaves out what is undefined, and cuts no letter in two', async () => {
  const row = { id: 1, none: undefined, name: null }
  const large = { rows: Array(3_000).fill(row), ...row }
  expect(await textOf(large)).toBe(JSON.stringify(large))
  for (const start of ['', 'x', 'xy']) {
    const text = start + '😀'.repeat(100_000)
    expect(await textOf(text)).toBe(JSON.stringify(text))
  }
})

test('is nothing when it is more than it may be', async () => {
  expect(await jsonBytes(Array(10_000).fill('x'), 10_000)).toBeNull()
})
