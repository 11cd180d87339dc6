import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { NodeError } from '@/flow/define/node-error'
import { ExpressionError } from '@/flow/expressions/expression-error'
import { type JsonObject, JsonObjectSchema } from '@/flow/json'
import { expressionFailures, invalidInput, retryDelay, stepErrorOf } from './failure'

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

describe('invalidInput', () => {
  const said = (schema: z.ZodType, values: JsonObject) =>
    invalidInput(values, JsonObjectSchema.parse(z.toJSONSchema(schema)), schema.safeParse(values).error?.issues ?? []).message

  it('says it as the form does', () => {
    const schema = z.object({ items: z.array(z.number()).max(100_000).meta({ title: 'List' }) })
    expect(said(schema, { items: Array(100_001).fill(0) })).toBe('List should have at most 100,000 entries.')
    expect(said(schema, { items: [1, 'two'] })).toBe('List 2 should be a number.')
  })

  it('names the field where the schema cannot tell what is wrong', () => {
    const schema = z.object({ day: z.string().refine((day) => day !== 'never', 'choose another day') })
    expect(said(schema, { day: 'never' })).toBe('The field “day” can’t be used: choose another day.')
  })
})

describe('retryDelay', () => {
  const retry = { attempts: 3, delayMs: 100, factor: 2 }
  const again = new NodeError('x', 'y', { retry: true })

  it('grows, spread by up to a quarter, and ends after the last attempt', () => {
    for (const run of Array.from({ length: 200 }, (_, n) => `run-${n}`)) {
      const [first, second, third] = [1, 2, 3].map((attempt) => retryDelay(again, attempt, retry, run))
      expect(first).toBeGreaterThanOrEqual(100)
      expect(first).toBeLessThanOrEqual(125)
      expect(second).toBeGreaterThanOrEqual(200)
      expect(second).toBeLessThanOrEqual(250)
      expect(third).toBeNull()
    }
  })

  it('is the same for the same attempt, and brings back at different times what failed together', () => {
    const waits = Array.from({ length: 100 }, (_, n) => retryDelay(again, 1, { ...retry, delayMs: 10_000 }, `run-${n}`))
    expect(waits).toEqual(Array.from({ length: 100 }, (_, n) => retryDelay(again, 1, { ...retry, delayMs: 10_000 }, `run-${n}`)))
    expect(new Set(waits).size).toBeGreaterThan(90)
    expect(retryDelay(again, 1, { ...retry, delayMs: 0 }, 'run')).toBe(0)
  })

  it('waits at least as long as the service asks', () => {
    const asked = retryDelay(new NodeError('x', 'y', { retry: true, retryAfterMs: 5_000 }), 1, retry, 'run')
    expect(asked).toBeGreaterThanOrEqual(5_000)
    expect(asked).toBeLessThanOrEqual(6_250)
  })

  it('stays within a day and a quarter, whatever it is told', () => {
    const wild = { attempts: 20, delayMs: 86_400_000, factor: 10 }
    expect(retryDelay(again, 19, wild, 'run')).toBeLessThanOrEqual(108_000_000)
    expect(retryDelay(new NodeError('x', 'y', { retry: true, retryAfterMs: 1e15 }), 1, retry, 'run')).toBeLessThanOrEqual(108_000_000)
  })

  it('is for errors that say another attempt may help', () => {
    expect(retryDelay(new NodeError('x', 'y', { retry: false }), 1, retry, 'run')).toBeNull()
    expect(retryDelay(new Error('boom'), 1, retry, 'run')).toBeNull()
    expect(retryDelay(again, 1, undefined, 'run')).toBeNull()
  })
})
