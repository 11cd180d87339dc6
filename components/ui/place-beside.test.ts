import { expect, test } from 'vitest'
import { placeBeside } from './place-beside'

const view = { width: 400, height: 300 }
const box = { width: 60, height: 20 }
const anchor = (left: number, top: number) => ({ left, top, width: 32, height: 32 })

test('beside, in the middle', () => {
  expect(placeBeside(anchor(200, 100), box, 'bottom', view)).toEqual({ x: 186, y: 138 })
  expect(placeBeside(anchor(200, 100), box, 'top', view)).toEqual({ x: 186, y: 74 })
  expect(placeBeside(anchor(200, 100), box, 'right', view)).toEqual({ x: 238, y: 106 })
  expect(placeBeside(anchor(200, 100), box, 'left', view)).toEqual({ x: 134, y: 106 })
})

test('opposite where there is no room', () => {
  expect(placeBeside(anchor(200, 262), box, 'bottom', view).y).toBe(236)
  expect(placeBeside(anchor(360, 100), box, 'right', view).x).toBe(294)
})

test('never outside of the view', () => {
  expect(placeBeside(anchor(0, 100), box, 'bottom', view).x).toBe(8)
  expect(placeBeside(anchor(380, 100), box, 'bottom', view).x).toBe(332)
})
