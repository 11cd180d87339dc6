import { expect, it } from 'vitest'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import { stateOf } from '../draft/graph-store'
import { lostStep } from './lost-step'

const node = (id: string, parentId?: string): Node => ({
  id,
  key: id,
  type: 'data.set',
  typeVersion: 1,
  label: id,
  params: {},
  position: { x: 0, y: 0 },
  disabled: false,
  onError: 'fail',
  ...(parentId !== undefined && { parentId }),
})
const edge = (source: string, target: string) => ({ id: source + target, source, sourcePort: 'out', target })
const before = stateOf({
  ...emptyGraph(),
  nodes: [node('a'), node('loop'), node('in', 'loop'), node('deep', 'in'), node('z')],
  edges: [edge('a', 'loop'), edge('in', 'deep'), edge('loop', 'z'), edge('a', 'z')],
})

it('holds what went with the step: what it held, and the lines of all of it', () => {
  const now = stateOf({ ...emptyGraph(), nodes: [node('a'), node('z')], edges: [edge('a', 'z')] })
  const lost = lostStep('loop', before, now, 'ana')
  expect(lost?.nodes.map(({ id }) => id)).toEqual(['loop', 'in', 'deep'])
  expect(lost?.edges.map(({ id }) => id)).toEqual(['aloop', 'indeep', 'loopz'])
  expect(lost?.by).toBe('ana')
})

it('is nothing while the step is there, or never was', () => {
  expect(lostStep('loop', before, before, null)).toBeNull()
  expect(lostStep('nobody', before, before, null)).toBeNull()
})
