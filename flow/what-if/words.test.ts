import { expect, it } from 'vitest'
import type { EffectDifference, StepDifference } from './result'
import { changeInWords, effectInWords, firstDifference, iterationInWords, shortValue, stepInWords } from './words'

const side = { status: 'completed', port: 'out', input: null, output: null, error: null } as const
const step: StepDifference = { step: 's', label: 'Amount', kind: 'different', before: side, after: side, changes: [], assumed: false }
const effect: EffectDifference = {
  step: 'pay',
  label: 'Pay',
  capability: 'http',
  kind: 'changed',
  reads: false,
  what: 'POST a.test/pay',
  changes: [],
}

it('says where two values part, and what stands there', () => {
  expect(changeInWords({ path: ['lines', 1, 'unitAmount'], before: 90, after: 108 })).toBe('Lines › 2 › Unit amount: 90 → 108')
  expect(changeInWords({ path: [], before: '', after: { a: 1 } })).toBe('empty → {"a":1}')
  expect(changeInWords({ path: ['note'], after: 'Hello\n world' })).toBe('Note: nothing → Hello world')
  expect(shortValue('x'.repeat(500))).toHaveLength(80)
})

it('names the items of the loops a step is in', () => {
  expect(iterationInWords('pay')).toBe('')
  expect(iterationInWords('each:2/line')).toBe('item 3')
  expect(iterationInWords('a:0/b:11/c')).toBe('item 1, item 12')
})

it('says what a step does otherwise', () => {
  expect(stepInWords({ ...step, changes: [{ path: ['total'], before: 1, after: 2 }] })).toBe('Total: 1 → 2')
  expect(stepInWords({ ...step, after: { ...side, port: 'no' } })).toBe('Goes another way: out → no')
  expect(stepInWords({ ...step, after: { ...side, error: { code: 'x', message: 'No total.' } } })).toBe('Fails now: No total.')
  const failed = (message: string) => ({ ...side, error: { code: 'x', message } })
  expect(stepInWords({ ...step, before: failed('No net.'), after: failed('No total.') })).toBe('Fails otherwise: No total.')
  expect(stepInWords({ ...step, kind: 'gone', after: null })).toBe('Was done then, and is not now')
  expect(stepInWords({ ...step, kind: 'untold', reason: 'Nobody was asked this then.' })).toBe(
    'Cannot be told: Nobody was asked this then.',
  )
})

it('says what would be done to the outside', () => {
  expect(effectInWords(effect)).toBe('Would now send POST a.test/pay, otherwise than then')
  expect(effectInWords({ ...effect, reads: true, kind: 'new' })).toBe('Would now also ask POST a.test/pay')
  expect(effectInWords({ ...effect, capability: 'mail', kind: 'gone', what: 'a mail to a@b.test' })).toBe(
    'Would no longer send a mail to a@b.test',
  )
})

it('starts with what broke, else with what comes first', () => {
  const failing = { ...step, label: 'Bill', after: { ...side, error: { code: 'x', message: 'No total.' } } }
  const run = {
    verdict: 'broken',
    statusThen: 'succeeded',
    statusNow: 'failed',
    reason: null,
    steps: [step, failing],
    effects: [effect],
    same: 0,
  } as const
  expect(firstDifference({ ...run, steps: [step, failing], effects: [effect] })).toMatchObject({
    label: 'Bill',
    text: 'Fails now: No total.',
  })
  expect(firstDifference({ ...run, verdict: 'different', steps: [step, failing], effects: [] })?.label).toBe('Amount')
  expect(firstDifference({ ...run, verdict: 'different', steps: [], effects: [effect] })?.label).toBe('Pay')
  expect(firstDifference({ ...run, verdict: 'same', steps: [], effects: [] })).toBeNull()
})
