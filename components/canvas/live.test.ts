import { expect, it } from 'vitest'
import type { NodeView } from '@/flow/engine/run-view'
import { share } from './live'

const look = (more: Partial<NodeView>): NodeView => ({
  status: 'idle',
  startedAt: null,
  finishedAt: null,
  attempt: 0,
  error: null,
  port: null,
  output: null,
  standIn: null,
  wait: null,
  look: null,
  retryAt: null,
  reused: false,
  counts: null,
  ...more,
})

it('keeps the look of steps without news', () => {
  const before = {
    nodes: new Map([
      ['a', look({})],
      ['b', look({ counts: { done: 1, failed: 0, total: 3 } })],
    ]),
    edges: new Map(),
  }
  const now = {
    nodes: new Map([
      ['a', look({})],
      ['b', look({ counts: { done: 2, failed: 0, total: 3 } })],
    ]),
    edges: new Map(),
  }
  const shared = share(before, now)
  expect(shared.nodes.get('a')).toBe(before.nodes.get('a'))
  expect(shared.nodes.get('b')).toBe(now.nodes.get('b'))
  expect(shared.edges).toBe(before.edges)
  expect(share(now, { ...now, nodes: new Map(now.nodes) }).nodes).toBe(now.nodes)
})
