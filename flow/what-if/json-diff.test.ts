import { describe, expect, it } from 'vitest'
import { differences, isSame } from './json-diff'

describe('the difference of two values', () => {
  it('is nothing for equal ones, whatever the order of their fields', () => {
    expect(differences({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toEqual([])
    expect(isSame([], [])).toBe(true)
    expect(isSame([], {})).toBe(false)
  })

  it('names the place and both sides, also where one has nothing', () => {
    expect(
      differences({ total: 90, lines: [{ net: 1 }, { net: 2 }], old: true }, { total: 90, lines: [{ net: 1 }, { net: 3 }], new: 1 }),
    ).toEqual([
      { path: ['lines', 1, 'net'], before: 2, after: 3 },
      { path: ['old'], before: true },
      { path: ['new'], after: 1 },
    ])
  })

  it('tells what was put into a list or taken out of it, and leaves the rest alone', () => {
    expect(differences(['a', 'b', 'c'], ['a', 'c'])).toEqual([{ path: [1], before: 'b' }])
    expect(differences(['a', 'c'], ['x', 'a', 'c'])).toEqual([{ path: [0], after: 'x' }])
    expect(differences(['a', 'b'], ['a', 'B', 'c'])).toEqual([
      { path: [1], before: 'b', after: 'B' },
      { path: [2], after: 'c' },
    ])
    expect(differences([1, 1, 1], [1, 1])).toEqual([{ path: [2], before: 1 }])
  })

  it('stops when there is enough to tell', () => {
    const then = Array.from({ length: 500 }, (_, at) => at)
    expect(
      differences(
        then,
        then.map((at) => at + 1),
        3,
      ),
    ).toHaveLength(3)
  })

  it('takes names that objects have by nature for plain names', () => {
    const odd = JSON.parse('{"__proto__":{"a":1},"constructor":2}')
    expect(differences(odd, {})).toEqual([
      { path: ['__proto__'], before: { a: 1 } },
      { path: ['constructor'], before: 2 },
    ])
  })
})
