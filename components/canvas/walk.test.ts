import { expect, it } from 'vitest'
import { walk } from './walk'

const at = (x: number, y: number) => ({ x, y, width: 100, height: 50 })
const boxes = new Map([
  ['a', at(0, 0)],
  ['b', at(200, 0)],
  ['c', at(200, 200)],
  ['d', at(0, 400)],
])
const edges = [
  { id: '1', source: 'a', sourcePort: 'out', target: 'c' },
  { id: '2', source: 'c', sourcePort: 'out', target: 'd' },
]

it('follows lines to the right and left, even where they lead back', () => {
  expect(walk('a', 'right', boxes, edges)).toBe('c')
  expect(walk('c', 'right', boxes, edges)).toBe('d')
  expect(walk('d', 'left', boxes, edges)).toBe('c')
})

it('goes to the nearest step that way where no line leads', () => {
  expect(walk('b', 'left', boxes, edges)).toBe('a')
  expect(walk('b', 'down', boxes, edges)).toBe('c')
  expect(walk('d', 'up', boxes, edges)).toBe('a')
})

it('stays where nothing lies that way', () => {
  expect(walk('a', 'up', boxes, edges)).toBeNull()
})
