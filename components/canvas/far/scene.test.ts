import { expect, test } from 'vitest'
import type { NodeView } from '@/flow/engine/run-view'
import type { StepStatus } from '@/flow/engine/status'
import type { CanvasNode } from '../flow-node'
import type { Live } from '../live'
import { changedAreas, type Places, placesOf, sceneOf } from './scene'

const CARD = { width: 232, height: 104 }
const EDGES = [{ id: 'ab', source: 'a', target: 'b' }]

test('only what a run changed is another area: the step, and the line that it took', () => {
  const places = placesOf([card('a', 0), card('b', 300)], EDGES)
  const before = sceneOf(places, liveOf({ a: 'running', b: 'idle' }))
  expect(changedAreas(before, sceneOf(places, liveOf({ a: 'running', b: 'idle' })))).toEqual([])

  const now = sceneOf(places, liveOf({ a: 'completed', b: 'idle' }, 'taken'))
  expect(unique(changedAreas(before, now))).toEqual([
    { x: 0, y: 0, ...CARD },
    { x: 232, y: 27, width: 68, height: 0 },
  ])
})

test('what is moved leaves one area and comes to another, and so do its lines', () => {
  const live = liveOf({ a: 'completed', b: 'running' }, 'taken')
  const before = sceneOf(placesOf([card('a', 0), card('b', 300)], EDGES), live)
  const now = sceneOf(placesOf([card('a', 0), card('b', 400)], EDGES), live)
  expect(changedAreas(before, now)).toEqual([
    { x: 300, y: 0, ...CARD },
    { x: 400, y: 0, ...CARD },
    { x: 232, y: 27, width: 68, height: 0 },
    { x: 232, y: 27, width: 168, height: 0 },
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

function liveOf(statuses: Record<string, StepStatus>, line: 'idle' | 'taken' = 'idle'): Live {
  const nodes = Object.entries(statuses).map(([id, status]) => [id, { status } as NodeView] as const)
  return { nodes: new Map(nodes), edges: new Map([['ab', line]]) }
}

function holding({ boxes }: Places) {
  return Object.fromEntries([...boxes].map(([id, { holds }]) => [id, holds]))
}

function unique<Area>(areas: readonly Area[]): Area[] {
  return [...new Map(areas.map((area) => [JSON.stringify(area), area])).values()]
}
