import { expect, it } from 'vitest'
import type { RunEvent } from '@/flow/engine/events'
import { fold } from '@/flow/engine/fold'
import { planOf } from '@/flow/engine/plan'
import { newState } from '@/flow/engine/state'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import { takeEvents } from './take-events'

const node = (id: string): Node => ({
  id,
  key: id,
  type: 'x',
  typeVersion: 1,
  label: id,
  params: {},
  position: { x: 0, y: 0 },
  disabled: false,
  onError: 'fail',
})
const graph = { ...emptyGraph(), nodes: [node('a'), node('b')], edges: [{ id: 'ab', source: 'a', sourcePort: 'out', target: 'b' }] }
const plan = planOf(graph, { connectors: [], nodes: {} })
const journal: RunEvent[] = [
  { type: 'run.started', at: 1, triggerNodeId: 'a', input: null },
  { type: 'step.started', at: 2, step: 'a', attempt: 1 },
  { type: 'step.completed', at: 3, step: 'a', attempt: 1, port: 'out', output: 1 },
  { type: 'step.started', at: 4, step: 'b', attempt: 1 },
  { type: 'step.completed', at: 5, step: 'b', attempt: 1, port: 'out', output: 2 },
  { type: 'run.succeeded', at: 6 },
]

it('comes to the same end however often parts arrive again', () => {
  const state = newState()
  const kept: RunEvent[] = []
  for (const [from, to] of [
    [0, 2],
    [0, 3],
    [1, 2],
    [2, 5],
    [3, 6],
    [0, 6],
  ] as const)
    expect(takeEvents(plan, state, from, journal.slice(from, to), kept)).toBe(true)
  expect(kept).toEqual(journal)
  expect(state).toEqual(fold(plan, journal))
})

it('applies nothing across a gap', () => {
  const state = newState()
  takeEvents(plan, state, 0, journal.slice(0, 2))
  expect(takeEvents(plan, state, 3, journal.slice(3))).toBe(false)
  expect(state.seq).toBe(2)
})
