import { expect, it } from 'vitest'
import type { ManifestNode } from '@/flow/define/manifest'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import { stateOf } from '../draft/graph-store'
import { mayConnect } from './connect'

const node = (id: string, parentId?: string): Node => ({
  id,
  key: id,
  type: id === 'start' ? 'trigger' : 'action',
  typeVersion: 1,
  label: id,
  params: {},
  position: { x: 0, y: 0 },
  ...(parentId && { parentId }),
  disabled: false,
  onError: 'fail',
})
const line = (source: string, target: string, sourcePort = 'out') => ({ id: `${source}${target}`, source, sourcePort, target })
const graph = stateOf({
  ...emptyGraph(),
  nodes: [node('start'), node('a'), node('b'), node('c'), node('inner', 'c')],
  edges: [line('start', 'a'), line('a', 'b'), line('b', 'c')],
})
const may = (source: string, target: string, sourcePort = 'out') =>
  mayConnect({ source, sourcePort, target }, graph, (type) => ({ kind: type }) as ManifestNode) // the kind is all that is asked

it('draws a line forward, and from another port as well', () => {
  expect(may('start', 'b')).toBe(true)
  expect(may('a', 'b', 'no')).toBe(true)
})

it('draws none in a circle, twice, into a start, to itself or across a loop’s border', () => {
  expect(may('c', 'a')).toBe(false)
  expect(may('a', 'b')).toBe(false)
  expect(may('a', 'start')).toBe(false)
  expect(may('a', 'a')).toBe(false)
  expect(may('a', 'inner')).toBe(false)
  expect(may('a', 'gone')).toBe(false)
})
