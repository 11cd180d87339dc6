import { expect, it } from 'vitest'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import { drawnOver } from './drawn-over'

const graphOf = (...nodes: [id: string, x: number, y: number, parentId?: string][]) => ({
  ...emptyGraph(),
  nodes: nodes.map(
    ([id, x, y, parentId]): Node => ({
      id,
      key: id,
      type: 'data.set',
      typeVersion: 1,
      label: id,
      params: {},
      position: { x, y },
      disabled: false,
      onError: 'fail',
      ...(parentId && { parentId }),
    }),
  ),
})
const places = (before: ReturnType<typeof graphOf>, after: ReturnType<typeof graphOf>) =>
  drawnOver(before, after).nodes.map(({ id, position: { x, y } }) => `${id} ${x},${y}`)

it('puts what was replaced below what stands there now', () => {
  expect(places(graphOf(['a', 0, 0], ['old', 300, 0]), graphOf(['a', 0, 0], ['new', 280, 8]))).toEqual([
    'a 0,0',
    'new 280,8',
    'old 300,144',
  ])
})

it('leaves what is gone where it stood when nothing is there', () => {
  expect(places(graphOf(['a', 0, 0], ['old', 300, 0]), graphOf(['a', 0, 0], ['new', 600, 0]))).toEqual(['a 0,0', 'new 600,0', 'old 300,0'])
})

it('puts two that are gone from one place below each other, and looks within their container alone', () => {
  const before = graphOf(['old', 0, 0], ['older', 0, 20], ['inner', 0, 0, 'loop'])
  expect(places(before, graphOf(['new', 0, 0]))).toEqual(['new 0,0', 'old 0,144', 'older 0,308', 'inner 0,0'])
})
