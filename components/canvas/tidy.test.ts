import { expect, it } from 'vitest'
import type { Node } from '@/flow/graph/graph'
import { tidy } from './tidy'

const node = (id: string, x: number, y: number, parentId?: string): Node => ({
  id,
  key: id,
  type: 'x',
  typeVersion: 1,
  label: id,
  params: {},
  position: { x, y },
  ...(parentId && { parentId }),
  disabled: false,
  onError: 'fail',
})
const line = (source: string, target: string) => ({ id: source + target, source, sourcePort: 'out', target })
const size = (id: string) => ({ width: 232, height: id === 'tall' ? 160 : 100 })

const unnamed = () => false

it('lays steps out from left to right, names level, where the flow was', () => {
  const places = tidy(
    [node('a', 500, 40), node('tall', 40, 300), node('c', 60, 700)],
    [line('a', 'tall'), line('tall', 'c')],
    size,
    unnamed,
  )
  expect(places.get('a')).toEqual({ x: 40, y: 40 })
  expect([...places.values()].map(({ y }) => y)).toEqual([40, 40, 40])
  expect(places.get('tall')?.x).toBeGreaterThanOrEqual(40 + 232 + 40)
  expect(places.get('c')?.x).toBeGreaterThan(places.get('tall')?.x ?? 0)
})

it('makes a loop as wide as what it holds before what follows is placed', () => {
  const nodes = [node('loop', 0, 0), node('x', 0, 0, 'loop'), node('y', 0, 0, 'loop'), node('after', 0, 0)]
  const places = tidy(nodes, [line('x', 'y'), line('loop', 'after')], size, unnamed)
  const widthInside = (places.get('y')?.x ?? 0) + 232
  expect(places.get('after')?.x).toBeGreaterThan(widthInside)
})

it('leaves room for the names of several ways out before what follows', () => {
  const nodes = [node('a', 0, 0), node('b', 0, 0), node('c', 0, 0)]
  const places = tidy(nodes, [line('a', 'b'), line('b', 'c')], size, ({ id }) => id === 'b')
  const room = (before: string, after: string) => (places.get(after)?.x ?? 0) - (places.get(before)?.x ?? 0) - 232
  expect(room('a', 'b')).toBe(56)
  expect(room('b', 'c')).toBeGreaterThanOrEqual(100)
  expect([...places.values()].map(({ y }) => y)).toEqual([0, 0, 0])
})
