import { expect, test } from 'vitest'
import { snapTo } from './snap-to'

const box = (x: number, y: number, width = 100, height = 50) => ({ x, y, width, height })

test('an edge that is nearly level becomes level, and a line says with what', () => {
  expect(snapTo(box(300, 103), [box(0, 100)], 6)).toEqual({ dx: 0, dy: -3, guides: [{ axis: 'y', at: 100, from: 0, to: 400 }] })
})

test('both directions at once, each with the nearest', () => {
  const { dx, dy, guides } = snapTo(box(202, 297), [box(200, 0), box(0, 300), box(205, 600)], 6)
  expect([dx, dy]).toEqual([-2, 3])
  expect(guides).toEqual([
    { axis: 'x', at: 200, from: 0, to: 350 },
    { axis: 'y', at: 300, from: 0, to: 300 },
  ])
})

test('middles line up with middles', () => {
  expect(snapTo(box(300, 77, 100, 100), [box(0, 100)], 6).dy).toBe(-2)
})

test('what is too far off stays', () => {
  expect(snapTo(box(307, 117), [box(0, 100), box(300, 900)], 6)).toEqual({ dx: 0, dy: 0, guides: [] })
  expect(snapTo(box(0, 0), [], 6)).toEqual({ dx: 0, dy: 0, guides: [] })
})
