import { describe, expect, it } from 'vitest'
import { NodeError } from '@/flow/define/node-error'
import { ExpressionError } from '@/flow/expressions/expression-error'
import { expressionFailures, retryDelay, stepErrorOf } from './failure'

describe('stepErrorOf', () => {
  it('keeps what a node says, and leaves out a detail too large to show', () => {
    const said = new NodeError('http_422', 'No total.', { retry: false, hint: 'Add one.', detail: { a: 1 } })
    expect(stepErrorOf(said)).toEqual({ code: 'http_422', message: 'No total.', hint: 'Add one.', detail: { a: 1 } })
    expect(stepErrorOf(new NodeError('x', 'y', { retry: false, detail: 'z'.repeat(20_000) }))).toEqual({ code: 'x', message: 'y' })
  })

  it('tells nobody the inside of an error nobody declared', () => {
    expect(JSON.stringify(stepErrorOf(new Error('password=hunter2')))).not.toContain('hunter2')
  })

  it('names the field whose mapping failed', () => {
    const errors = { 'rules.0.left': new ExpressionError('missing', 'There is no total.') }
    expect(expressionFailures(errors)).toEqual({ code: 'expression_missing', message: 'There is no total.', path: 'rules.0.left' })
  })
})

describe('retryDelay', () => {
  const retry = { attempts: 3, delayMs: 100, factor: 2 }
  const again = new NodeError('x', 'y', { retry: true })

  it('grows, and ends after the last attempt', () => {
    expect([1, 2, 3].map((attempt) => retryDelay(again, attempt, retry))).toEqual([100, 200, null])
  })

  it('waits at least as long as the service asks', () => {
    expect(retryDelay(new NodeError('x', 'y', { retry: true, retryAfterMs: 5_000 }), 1, retry)).toBe(5_000)
  })

  it('is for errors that say another attempt may help', () => {
    expect(retryDelay(new NodeError('x', 'y', { retry: false }), 1, retry)).toBeNull()
    expect(retryDelay(new Error('boom'), 1, retry)).toBeNull()
    expect(retryDelay(again, 1, undefined)).toBeNull()
  })
})
