import { expect, test } from 'vitest'
import type { RunEvent } from '@/flow/engine/events'
import type { NodeView } from '@/flow/engine/run-view'
import { SeenAtWork } from './seen-at-work'

test('what began and ended between two drawings is drawn at work once', () => {
  const seen = new SeenAtWork()
  seen.note([started('a'), started('loop:3/b'), completed('a')])
  const first = looks({ a: 'completed', b: 'failed', c: 'completed' })
  expect(seen.holdBack(first)).toBe(true)
  expect(statuses(first)).toEqual({ a: 'running', b: 'running', c: 'completed' })
  expect(first.get('a')?.finishedAt).toBe(null)

  const second = looks({ a: 'completed', b: 'failed' })
  expect(seen.holdBack(second)).toBe(false)
  expect(statuses(second)).toEqual({ a: 'completed', b: 'failed' })
})

test('what is still going on is drawn as it is', () => {
  const seen = new SeenAtWork()
  seen.note([started('a'), started('b')])
  const nodes = looks({ a: 'running', b: 'waiting' })
  expect(seen.holdBack(nodes)).toBe(false)
  expect(statuses(nodes)).toEqual({ a: 'running', b: 'waiting' })
})

const started = (step: string): RunEvent => ({ type: 'step.started', at: 1, step, attempt: 1 })
const completed = (step: string): RunEvent => ({ type: 'step.completed', at: 2, step, attempt: 1, port: 'out', output: null })

const statuses = (nodes: ReadonlyMap<string, NodeView>) => Object.fromEntries([...nodes].map(([id, { status }]) => [id, status]))

function looks(of: Record<string, NodeView['status']>): Map<string, NodeView> {
  return new Map(Object.entries(of).map(([id, status]) => [id, look(status)]))
}

function look(status: NodeView['status']): NodeView {
  const nothing = { error: null, port: null, output: null, standIn: null, wait: null, look: null, retryAt: null, counts: null }
  return { status, startedAt: 1, finishedAt: 2, attempt: 1, reused: false, ...nothing }
}
