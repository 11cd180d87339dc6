import { expect, test } from 'vitest'
import type { EdgeView, NodeView } from '@/flow/engine/run-view'
import type { StepStatus } from '@/flow/engine/status'
import type { CanvasNode } from '../flow-node'
import type { Live } from '../live'
import { changedAreas, type Places, placesOf, sceneOf } from './scene'

const CARD = { width: 232, height: 104 }
/** From the first of two steps that stand side by side to the next. */
const LINE = { x: 232, y: 27, width: 68, height: 0 }
const EDGES = [{ id: 'ab', source: 'a', target: 'b' }]

test('only what a run changed is another area', () => {
  const places = placesOf([card('a', 0), card('b', 300), card('c', 600)], EDGES)
  const before = sceneOf(places, liveOf({ a: 'completed', b: 'idle' }, 'next'))
  expect(changedAreas(before, sceneOf(places, liveOf({ a: 'completed', b: 'idle' }, 'next')))).toEqual([])
  expect(changedAreas(before, sceneOf(places, liveOf({ a: 'completed', b: 'running' }, 'next')))).toEqual([{ x: 300, y: 0, ...CARD }])
  expect(changedAreas(before, sceneOf(places, liveOf({ a: 'completed', b: 'idle' }, 'taken')))).toEqual([LINE])
})

test('a step, the line out of it and the next step are one area; what is far from them is another', () => {
  const places = placesOf([card('a', 0), card('b', 300), card('c', 3_000)], EDGES)
  const before = sceneOf(places, liveOf({ a: 'running' }))
  const now = sceneOf(places, liveOf({ a: 'completed', b: 'running', c: 'failed' }, 'taken'))
  expect(changedAreas(before, now)).toEqual([
    { x: 0, y: 0, width: 532, height: 104 },
    { x: 3_000, y: 0, ...CARD },
  ])
})

test('what is moved leaves one area and comes to another, and so does its line', () => {
  const live = liveOf({ a: 'completed', b: 'running' }, 'taken')
  const before = sceneOf(placesOf([card('a', 0), card('b', 300)], EDGES), live)
  const now = sceneOf(placesOf([card('a', 0), card('b', 3_000)], EDGES), live)
  expect(changedAreas(before, now)).toEqual([
    { x: 232, y: 0, width: 300, height: 104 },
    { x: 3_000, y: 0, ...CARD },
    { x: 232, y: 27, width: 2_768, height: 0 },
  ])
})

test('what a collapsed frame hides, and notes, are no boxes; what holds others lets them be seen', () => {
  const within: CanvasNode = { ...card('in', 20), parentId: 'loop' }
  const places = placesOf(
    [{ ...card('note', 0), type: 'note' }, { ...card('loop', 500), type: 'container' }, within, { ...card('hidden', 900), hidden: true }],
    [],
  )
  expect(holding(places)).toEqual({ loop: true, in: false })
  expect(places.boxes.get('in')?.at).toEqual({ x: 520, y: 0, ...CARD })
})

function card(id: string, x: number): CanvasNode {
  const source = { id, type: 'http.request', label: id, position: { x, y: 0 }, params: {} } as unknown as CanvasNode['data']['source']
  return { id, type: 'card', position: { x, y: 0 }, measured: CARD, data: { source } }
}

function liveOf(statuses: Record<string, StepStatus>, line: EdgeView = 'idle'): Live {
  const nodes = Object.entries(statuses).map(([id, status]) => [id, { status } as NodeView] as const)
  return { nodes: new Map(nodes), edges: new Map([['ab', line]]) }
}

function holding({ boxes }: Places) {
  return Object.fromEntries([...boxes].map(([id, { holds }]) => [id, holds]))
}
