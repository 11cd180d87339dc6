import { describe, expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { compare } from './compare'
import type { Operator } from './operators'

const UTC = () => 'UTC'

const TRUE: [Json, Operator, Json][] = [
  [4280, 'over', '1000'],
  ['9', 'under', '10'],
  ['1000', 'equals', 1000],
  ['1000.00', 'equals', 1000],
  ['+0012345678901234567890.50', 'equals', '12345678901234567890.5'],
  ['1e3', 'equals', 1000],
  ['12345678901234567890', 'differs', '12345678901234567891'],
  ['12345678901234567890', 'differs', 12345678901234567000],
  [['12345678901234567890'], 'lacks', '12345678901234567891'],
  ['1e999', 'differs', '2e999'],
  [true, 'equals', 'true'],
  ['2026-12-15', 'under', '2026-12-15T09:00:00Z'],
  ['2026-12-15T10:00:00+01:00', 'equals', '2026-12-15T09:00:00Z'],
  ['2026-12-15T09:00', 'equals', '2026-12-15T09:00:00Z'],
  ['2026-12-15 09:00', 'equals', '2026-12-15T10:00+01:00'],
  ['apple', 'under', 'banana'],
  [{ a: [1, 2] }, 'equals', { a: [1, 2] }],
  [{ a: 1 }, 'differs', { a: 1, b: 2 }],
  ['Hooli GmbH', 'contains', 'gmbh'],
  [[1, 2], 'contains', '2'],
  [{ vendor: 1 }, 'contains', 'vendor'],
  [{}, 'lacks', 'constructor'],
  ['INV-1', 'startsWith', 'inv'],
  ['a.pdf', 'endsWith', '.PDF'],
  [0, 'present', null],
  ['  ', 'empty', null],
  [[], 'empty', null],
  ['yes', 'true', null],
  [0, 'false', null],
]

describe('compare', () => {
  it.each(TRUE)('%j %s %j', (left, operator, right) => {
    expect(compare(left, operator, right, UTC)).toBe(true)
  })

  it.each<[Json, Operator, Json]>([
    [1000, 'over', 1000],
    ['', 'equals', 0],
    ['abc', 'equals', 'ABC'],
    [null, 'equals', 0],
    ['12', 'contains', '3'],
  ])('not %j %s %j', (left, operator, right) => {
    expect(compare(left, operator, right, UTC)).toBe(false)
  })

  it.each<[Json, Operator, Json]>([
    ['2026-12-15T09:00', 'equals', '2026-12-15T08:00:00Z'],
    ['2026-12-15T08:30:00Z', 'under', '2026-12-15 10:00'],
    // Both by the same clocks, or days, which are the same everywhere.
    ['2026-12-15T00:00:00', 'equals', '2026-12-15'],
    ['2026-12-15T09:00', 'equals', '2026-12-15 09:00:00'],
    ['2026-12-15', 'under', '2026-12-15T09:00:00Z'],
  ])('where the flow is: %j %s %j', (left, operator, right) => {
    expect(compare(left, operator, right, () => 'Europe/Berlin')).toBe(true)
  })

  it('takes no longer for a number of a million digits', () => {
    const long = `0.${'0'.repeat(1_000_000)}1`
    expect([compare(long, 'equals', long, UTC), compare(long, 'equals', `${long}1`, UTC)]).toEqual([true, false])
  })

  it('says so when two values have no order', () => {
    expect(() => compare('Hooli', 'over', 1000, UTC)).toThrow('Can’t tell whether “Hooli” is over 1000.')
    expect(() => compare(null, 'under', 1, UTC)).toThrow('whether nothing is under 1')
  })
})
