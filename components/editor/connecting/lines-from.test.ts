import { expect, it } from 'vitest'
import type { ManifestNode } from '@/flow/define/manifest'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import { stateOf } from '../../draft/graph-store'
import { linesFrom } from './lines-from'

const node = (id: string, type = 'action'): Node => ({
  id,
  key: id,
  type,
  typeVersion: 1,
  label: id,
  params: {},
  position: { x: 0, y: 0 },
  disabled: false,
  onError: 'fail',
})

const YES_NO = [
  { id: 'yes', label: 'yes' },
  { id: 'no', label: 'no' },
]

// The kind and the ports are all that is asked.
const typeOf = (type: string) =>
  ({
    kind: type === 'trigger' ? 'trigger' : 'action',
    ports: { list: type === 'condition' ? YES_NO : [{ id: 'out', label: '' }] },
  }) as unknown as ManifestNode

const graph = stateOf({
  ...emptyGraph(),
  nodes: [node('mail', 'trigger'), node('drop', 'trigger'), node('large', 'condition'), node('pay'), node('tell')],
  edges: [
    { id: '1', source: 'drop', sourcePort: 'out', target: 'large' },
    { id: '2', source: 'large', sourcePort: 'yes', target: 'pay' },
  ],
})
const from = (source: string) => linesFrom(source, graph, typeOf).map(({ way, target }) => [way, target.id].filter(Boolean).join(' '))

it('gives what a line may lead to, and never what starts a flow', () => {
  expect(from('mail')).toEqual(['large', 'pay', 'tell'])
  expect(from('drop')).toEqual(['pay', 'tell'])
})

it('names the way where there are several, with the free one first', () => {
  expect(from('large')).toEqual(['no pay', 'no tell', 'yes tell'])
})

it('gives nothing for a step that is gone', () => {
  expect(from('gone')).toEqual([])
})
