import { expect, it } from 'vitest'
import { freeSpot } from './place'

const box = (x: number, y: number) => ({ x, y, width: 232, height: 100 })

it('keeps a free spot and steps below what is taken', () => {
  expect(freeSpot(box(0, 0), [])).toEqual({ x: 0, y: 0 })
  expect(freeSpot(box(0, 0), [box(300, 0)])).toEqual({ x: 0, y: 0 })
  expect(freeSpot(box(0, 0), [box(0, 10)])).toEqual({ x: 0, y: 168 })
  expect(freeSpot(box(0, 0), [box(0, 140), box(0, 10)])).toEqual({ x: 0, y: 296 })
})
