import { expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from './id'

it('makes ids that sort as they were made, each of them once', () => {
  const before = Date.now()
  const ids = Array.from({ length: 5_000 }, newId)
  expect(ids).toEqual([...new Set(ids)].sort())
  expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true)
  const at = Number.parseInt((ids.at(-1) ?? '').replace('-', '').slice(0, 12), 16)
  expect(at).toBeGreaterThanOrEqual(before)
  expect(at).toBeLessThanOrEqual(Date.now())
})

it('leaves the rest to chance', () => {
  const ends = Array.from({ length: 2_000 }, () => newId().slice(-12))
  expect(new Set(ends).size).toBe(2_000)
})
