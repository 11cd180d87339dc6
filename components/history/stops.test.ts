import { expect, it } from 'vitest'
import { placeOf, stopsOf } from './stops'

const stretch = (seq: number) => ({ seq, userId: 'ana', name: 'Ana', beganAt: new Date(0), endedAt: new Date(0), changes: 1 })
const history = (...seqs: number[]) => stopsOf({ begin: 0, stretches: seqs.map(stretch), versions: [{ number: 1, seq: 4 }] })

it('begins with what is known no further, and says what was published where', () => {
  expect(history(4, 9).map(({ seq, versions }) => [seq, versions])).toEqual([
    [0, []],
    [4, [1]],
    [9, []],
  ])
})

it('keeps the point one looks at while the history grows', () => {
  expect(placeOf(4, history(4, 9))).toBe(1)
  expect(placeOf(4, history(4, 9, 12))).toBe(1)
  expect(placeOf(9, history(4, 11, 20))).toBe(2)
})

it('goes on with the end for who looks at it', () => {
  expect(placeOf(null, history(4, 9))).toBe(2)
  expect(placeOf(null, history(4, 9, 12))).toBe(3)
})
