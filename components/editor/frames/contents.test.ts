import { expect, test } from 'vitest'
import type { CanvasNode } from '../../canvas/flow-node'
import { contentsOf } from '../../canvas/frame-contents'
import { frameAround, withContents } from './contents'

test('a frame around steps holds them, and what is half outside by its middle', () => {
  const [a, b, away] = [card('a', 0, 0), card('b', 300, 100), card('away', 900, 0)]
  const frame = box('frame', frameAround([a, b]))
  expect(contentsOf(frame, [a, b, away, frame]).map(({ id }) => id)).toEqual(['a', 'b'])
  expect(contentsOf(frame, [card('edge', 480, 0), card('over', 400, 0)]).map(({ id }) => id)).toEqual(['over'])
})

test('what is in a container belongs to that, not to a frame beside it', () => {
  const frame = box('frame', { x: 0, y: 0, width: 500, height: 500 })
  expect(contentsOf(frame, [{ ...card('a', 100, 100), parentId: 'loop' }])).toEqual([])
})

test('a frame in a frame moves along, and holds not the one around it', () => {
  const outer = box('outer', { x: 0, y: 0, width: 900, height: 900 })
  const inner = box('inner', { x: 50, y: 50, width: 400, height: 300 })
  const a = card('a', 100, 100)
  const all = [outer, inner, a]
  expect(withContents([outer], all).map(({ id }) => id)).toEqual(['outer', 'inner', 'a'])
  expect(withContents([inner], all).map(({ id }) => id)).toEqual(['inner', 'a'])
  expect(withContents([a], all).map(({ id }) => id)).toEqual(['a'])
})

function card(id: string, x: number, y: number): CanvasNode {
  const source = {
    id,
    key: id,
    type: 'x',
    typeVersion: 1,
    label: id,
    params: {},
    position: { x, y },
    disabled: false,
    onError: 'fail' as const,
  }
  return { id, type: 'card', position: { x, y }, measured: { width: 232, height: 104 }, data: { source } }
}

function box(id: string, { x, y, width, height }: { x: number; y: number; width: number; height: number }): CanvasNode {
  const source = { id, text: id, position: { x, y }, size: { width, height }, frame: true as const }
  return { id, type: 'note', position: { x, y }, width, height, data: { source } }
}
