import { expect, test } from 'vitest'
import type { Letter } from './message'
import { pack } from './pack'

test('cuts many letters into payloads that Postgres takes, in order and without loss', () => {
  const letters: Letter[] = Array.from({ length: 500 }, (_, seq) => ({ topic: `run:ä-${seq}`, message: { seq } }))
  const payloads = pack(letters)
  expect(payloads.length).toBeGreaterThan(1)
  expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8000)
  expect(payloads.flatMap((payload) => JSON.parse(payload))).toEqual(letters)
  expect(pack([])).toEqual([])
})

test('leaves out what Postgres would refuse, and with it everything that goes at once', () => {
  const [small, other] = [1, 2].map((seq) => ({ topic: 'draft:a', message: { seq } }))
  const large = { topic: 'people:a', message: { id: 'u/t', userId: 'u', name: '\u0001'.repeat(1_400), whereabouts: null } }
  if (!small || !other) throw new Error('there are two')
  expect(pack([small, large, other])).toEqual([JSON.stringify([small, other])])
})
