import { expect, test } from 'vitest'
import { foldedState } from './folded-state'

test('one state for several steps: what one looks for first', () => {
  expect(foldedState([undefined, 'idle'])).toEqual({ status: undefined, done: 0, failed: 0, hasRun: false })
  expect(foldedState(['completed', 'running', 'idle'])).toEqual({ status: 'running', done: 1, failed: 0, hasRun: true })
  expect(foldedState(['completed', 'waiting', 'running']).status).toBe('waiting')
  expect(foldedState(['failed', 'waiting', 'completed'])).toEqual({ status: 'failed', done: 1, failed: 1, hasRun: true })
  expect(foldedState(['completed', 'skipped']).status).toBe('completed')
  expect(foldedState(['completed', 'idle']).status).toBeUndefined()
  expect(foldedState(['skipped', 'skipped']).status).toBeUndefined()
})
