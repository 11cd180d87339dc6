import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { JsonObject } from '@/flow/json'
import { checkExpression, checkTemplate, type TypedScope } from './check-expression'

const invoice = z.object({ total: z.number(), lines: z.array(z.object({ net: z.number() })), raw: z.any() })
const scope: TypedScope = {
  steps: { readInvoice: z.toJSONSchema(invoice) as JsonObject, http: true }, // JSON Schema is JSON
  trigger: true,
  vars: { type: 'object', properties: { rate: { type: 'number' } }, additionalProperties: false },
}

describe('checkExpression', () => {
  it.each([
    'steps.readInvoice.total * 2',
    'steps.readInvoice.lines[0].net',
    'steps.readInvoice.lines.map(x, x.anything)',
    'steps.readInvoice.raw.anything.goes',
    'steps.readInvoice.?total2.orValue(0)',
    'steps.http.body.anything',
    'trigger.anything',
    'vars.rate + 1',
    'run.startedAt.addDays(3)',
  ])('%s is fine', (source) => {
    expect(checkExpression(source, scope)).toEqual([])
  })

  it.each([
    ['steps.readInvoice.totl', 'unknown-reference', 'steps.readInvoice has no totl.', 'Did you mean total?'],
    ['steps.readInvoice.lines[0].nett', 'unknown-reference', 'steps.readInvoice.lines[0] has no nett.', 'Did you mean net?'],
    ['steps.redInvoice.total', 'unknown-reference', 'There is no earlier step called redInvoice.', 'Did you mean readInvoice?'],
    ['steps.?later.x', 'unknown-reference', 'There is no earlier step called later.', 'Only steps that run before this one can be used.'],
    ['readInvoice.total', 'unknown-reference', 'There is nothing called readInvoice.', 'Did you mean steps.readInvoice?'],
    ['item.net', 'unknown-reference', 'item exists inside a loop only.', undefined],
    ['vars.rat', 'unknown-reference', 'vars has no rat.', 'Did you mean rate?'],
    ['run.now', 'unknown-reference', 'run has no now.', 'It has id, startedAt, mode, flowName.'],
    ['trigger.x.toFixed(2)', 'expression', 'There is no function called toFixed.', 'Here it is written round(digits).'],
    ['1 +', 'expression', 'The expression ends too early.', undefined],
  ])('%s', (source, code, message, hint) => {
    expect(checkExpression(source, scope)).toMatchObject([{ code, message, hint }])
  })

  it('finds every unknown reference', () => {
    expect(checkExpression('steps.a.x + steps.b.y', scope)).toHaveLength(2)
  })

  it('reads the expression alone when no scope is given', () => {
    expect(checkExpression('steps.whatever.x')).toEqual([])
    expect(checkExpression('nope()')).toHaveLength(1)
  })
})

describe('checkTemplate', () => {
  it('places issues in the whole text', () => {
    const text = 'Total {{ steps.readInvoice.totl }} and {{ 1 + }} and {{ open'
    const issues = checkTemplate(text, scope)
    expect(issues.map(({ code, position }) => [code, position && text.slice(position.start, position.end)])).toEqual([
      ['unknown-reference', 'steps.readInvoice.totl'],
      ['expression', ' '],
      ['expression', '{{ open'],
    ])
  })

  it('has nothing to say about plain text', () => {
    expect(checkTemplate('steps.nope \\{{ nope }}', scope)).toEqual([])
  })
})
