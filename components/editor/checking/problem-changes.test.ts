import { expect, test } from 'vitest'
import type { Problem } from '@/flow/graph/problem'
import { type Problems, problemTeller, withChanges } from './problem-changes'

test('only what is new is told, and the rest stays what it was', () => {
  const tell = problemTeller()
  const first = withChanges(new Map(), tell([problem('a', 'x'), problem('b', 'y'), problem(undefined, 'z')]))
  expect([...first.keys()].sort()).toEqual(['', 'a', 'b'])

  const changes = tell([problem('a', 'x'), problem('b', 'other'), problem('c', 'new')])
  expect(changes.map(([id]) => id).sort()).toEqual(['', 'b', 'c'])
  const second = withChanges(first, changes)
  expect(messages(second)).toEqual({ a: ['x'], b: ['other'], c: ['new'] })
  expect(second.get('a')).toBe(first.get('a'))
})

test('a check that finds the same changes nothing', () => {
  const tell = problemTeller()
  const first = withChanges(new Map(), tell([problem('a', 'x')]))
  expect(withChanges(first, tell([problem('a', 'x')]))).toBe(first)
})

const messages = (problems: Problems) => Object.fromEntries([...problems].map(([id, list]) => [id, list.map(({ message }) => message)]))

function problem(nodeId: string | undefined, message: string): Problem {
  return { code: 'missing-field', severity: 'error', message, ...(nodeId !== undefined && { nodeId }) }
}
