import type { NodeChange } from '@xyflow/react'
import { expect, test } from 'vitest'
import type { CanvasNode } from '../../canvas/flow-node'
import { aheadOf, beginDrag, createGuides } from './drag'

const card = (id: string, x: number, y: number) => ({ id, type: 'card', position: { x, y }, data: { source: {} } }) as CanvasNode
const to = (id: string, x: number, y: number): NodeChange<CanvasNode> => ({ type: 'position', id, position: { x, y } })

test('a card comes along the way the pointer had gone before the drag was noticed', () => {
  const [lead, other] = [card('a', 100, 100), card('b', 500, 100)]
  const setting = { seen: { x: 0, y: 0, width: 0, height: 0 }, reach: 0, ahead: { x: 40, y: -20 } }
  const { steer } = beginDrag([lead, other], [lead, other], setting, createGuides())
  expect(steer([to('a', 104, 100), to('b', 504, 100)])).toEqual([to('a', 144, 80), to('b', 544, 80)])
  expect(steer([to('a', 100, 100), to('b', 500, 100)])).toEqual([to('a', 140, 80), to('b', 540, 80)])
})

test('that way counts in steps of the grid, as far as it is on the canvas', () => {
  expect(aheadOf({ x: 10, y: 10 }, { x: 30, y: 4 }, 0.5)).toEqual({ x: 40, y: -12 })
  expect(aheadOf({ x: 10, y: 10 }, { x: 11, y: 9 }, 1)).toEqual({ x: 0, y: 0 })
})
