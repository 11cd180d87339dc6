import { expect, test } from 'vitest'
import type { CanvasNode } from '../../canvas/flow-node'
import { type LineUp, lineUp } from './line-up'

const three = [card('a', 0, 0, 100), card('b', 300, 40, 120), card('c', 900, 80, 100)]

test.each<[LineUp, string]>([
  ['left', 'b 0,40 c 0,80'],
  ['right', 'a 900,0 b 900,40'],
  ['centre', 'a 450,0 b 450,40 c 450,80'],
  ['top', 'b 300,0 c 900,0'],
  ['bottom', 'a 0,80 b 300,60'],
  ['middle', 'a 0,40 b 300,30 c 900,40'],
  ['across', 'b 450,40'],
  ['down', 'b 300,30'],
])('brings what is chosen in line: %s', (how, places) => {
  expect(where(three, how)).toBe(places)
})

test('what is not chosen stays, and nothing is done where all stand right', () => {
  const beside = { ...card('beside', 40, 400, 100), selected: false }
  expect(where([...three, beside], 'top')).toBe('b 300,0 c 900,0')
  expect(lineUp([card('a', 0, 0, 100), card('b', 300, 0, 100)], 'top')).toEqual([])
  expect(lineUp([card('a', 0, 0, 100), card('b', 300, 50, 100)], 'across')).toEqual([])
})

test('a frame takes along what stands in it, chosen or not', () => {
  const inside = { ...card('inside', 1_040, 140, 100), selected: false }
  const too = card('too', 1_040, 300, 100)
  expect(where([card('a', 0, 0, 100), frame('frame', 1_000, 100), inside, too], 'top')).toBe('inside 1040,40 too 1040,200 frame 1000,0')
})

function where(nodes: readonly CanvasNode[], how: LineUp): string {
  const moves = lineUp(nodes, how).flatMap((edit) => (edit.type === 'node.move' || edit.type === 'note.move' ? edit.moves : []))
  return moves.map(({ id, position: { x, y } }) => `${id} ${x},${y}`).join(' ')
}

function card(id: string, x: number, y: number, height: number): CanvasNode {
  const rest = { typeVersion: 1, label: id, params: {}, position: { x, y }, disabled: false, onError: 'fail' as const }
  const source = { id, key: id, type: 'x', ...rest }
  return { id, type: 'card', position: { x, y }, measured: { width: 232, height }, selected: true, data: { source } }
}

function frame(id: string, x: number, y: number): CanvasNode {
  const size = { width: 400, height: 500 }
  const source = { id, text: id, position: { x, y }, size, frame: true as const }
  return { id, type: 'note', position: { x, y }, ...size, selected: true, data: { source } }
}
