import { expect, it } from 'vitest'
import { plainPath } from './plain-path'
import { referencesOfExpression } from './references'

/** What the grammar makes of it: one reference that is the whole expression, or something else. */
function byGrammar(source: string) {
  const [only, ...others] = referencesOfExpression(source)
  if (!only?.complete || others.length > 0 || only.start !== 0 || only.end !== source.length) return null
  return { root: only.root, steps: only.key === undefined ? only.path : [only.key, ...only.path] }
}

it.each([
  'steps.readInvoice.total',
  'steps["readInvoice"].lines[0].unitPrice',
  'steps[\'read\'][12]["a b"]',
  'steps.getOrder.?customer.?name',
  'steps.a[?0].b',
  'steps',
  'steps[0]',
  'item',
  'trigger.body.x_1',
  'steps.a[""]',
  'trueness.x',
])('%s reads the same as by the grammar', (source) => {
  expect(plainPath(source)).not.toBe(null)
  expect(plainPath(source)).toEqual(byGrammar(source))
})

it.each([
  'true',
  'null',
  '12',
  '"text"',
  'a.b * 2',
  'a.b()',
  'a[b]',
  'a[1 + 1]',
  'a[-1]',
  'a.',
  'a..b',
  '.a',
  'a[0',
  'a b',
  '(a.b)',
  'a.1',
  '',
  '-a',
  '!a',
])('%s is no path, by the grammar neither', (source) => {
  expect(plainPath(source)).toBe(null)
  expect(byGrammar(source)).toBe(null)
})
