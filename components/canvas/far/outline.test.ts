import { expect, test } from 'vitest'
import { absoluteBoxesOf } from '../boxes'
import type { CanvasNode } from '../flow-node'
import { outlinesOf } from './outline'
import { strokesOf } from './stroke'

const CARD = { width: 100, height: 50 }

test('a card that is not on the page yet is drawn in its place, and no other', () => {
  const nodes = [card('a', 0), card('b', 200), { ...card('hidden', 400), hidden: true }, card('note', 600, 'note'), card('c', 800)]
  expect(outlinesOf(nodes, absoluteBoxesOf(nodes), ['a', 'hidden'])).toEqual([
    { x1: 200, y1: 0, path: 'M201.5 1.5h97v47h-97z' },
    { x1: 800, y1: 0, path: 'M801.5 1.5h97v47h-97z' },
  ])
})

test('what begins in the same piece of a flow is one stroke', () => {
  const at = (x1: number, path: string) => ({ x1, y1: 0, path })
  expect([...strokesOf([at(0, 'M0 0'), at(1_500, 'M1500 0'), at(900, 'M900 0')]).values()]).toEqual(['M0 0M900 0', 'M1500 0'])
})

function card(id: string, x: number, type: CanvasNode['type'] = 'card'): CanvasNode {
  const source = { id, type: 'http.request', label: id, position: { x, y: 0 }, params: {} } as unknown as CanvasNode['data']['source']
  return { id, type, position: { x, y: 0 }, measured: CARD, data: { source } }
}
