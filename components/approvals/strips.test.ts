import { expect, it } from 'vitest'
import type { Box } from './evidence'
import { cutAround, placeUnder, placeWithin } from './strips'

const A4 = 595 / 842
const rounded = (numbers: readonly number[]) => numbers.map((each) => Math.round(each * 1_000) / 1_000)

it('cuts out the value with the words before it', () => {
  const cut = cutAround([0.7, 0.5, 0.82, 0.52], A4)
  expect(rounded(cut)).toEqual([0.508, 0.478, 0.928, 0.542])
  expect(cut[0]).toBeLessThan(0.7)
})

it.each([
  ['the corner on top', [0, 0, 0.1, 0.02]],
  ['the corner at the foot', [0.95, 0.99, 1, 1]],
  ['the whole page', [0, 0, 1, 1]],
  ['a high block', [0.1, 0.1, 0.4, 0.7]],
  ['a hair', [0.5, 0.5, 0.5001, 0.5001]],
] satisfies [string, Box][])('stays on the page and holds the mark: %s', (_, box) => {
  const cut = cutAround(box, A4)
  expect(Math.min(cut[0], cut[1])).toBeGreaterThanOrEqual(0)
  expect(Math.max(cut[2], cut[3])).toBeLessThanOrEqual(1)
  expect([cut[0] <= box[0], cut[1] <= box[1], cut[2] >= box[2], cut[3] >= box[3]]).toEqual([true, true, true, true])
  const within = placeWithin(box, cut)
  expect(within.left).toBeGreaterThanOrEqual(0)
  expect(within.left + within.width).toBeLessThanOrEqual(100.001)
})

it('lays the page under the frame so that the cut shows', () => {
  expect(placeUnder([0.5, 0.25, 1, 0.5])).toEqual({ width: 200, left: -100, top: -100 })
  expect(placeWithin([0.6, 0.3, 0.8, 0.4], [0.5, 0.25, 1, 0.5])).toEqual({
    left: expect.closeTo(20),
    top: expect.closeTo(20),
    width: expect.closeTo(40),
    height: expect.closeTo(40),
  })
})
