import { expect, it } from 'vitest'
import type { StepDifference } from '@/flow/compare/compare-runs'
import { differenceInWords } from './words'

const done = { status: 'completed', port: 'yes', output: 1, error: null } as const
const failed = { status: 'failed', port: null, output: null, error: { code: 'x', message: 'There is no total.' } } as const
const difference = (given: Partial<StepDifference>): StepDifference => {
  return { step: 'a', nodeId: 'a', label: 'A', kind: 'value', before: done, after: done, changes: [], settings: [], ...given }
}

it('says how a step differs, the run before first', () => {
  expect(differenceInWords(difference({ kind: 'status', after: failed }))).toBe('Before it was done, after it failed (There is no total).')
  expect(differenceInWords(difference({ kind: 'way', after: { ...done, port: 'no' } }))).toBe('Went on by “yes” before, by “no” after.')
  expect(differenceInWords(difference({ kind: 'only-after', before: null }))).toBe('Only the run after came to it.')
  expect(differenceInWords(difference({ settings: [{ path: ['rate'], before: 1, after: 2 }] }))).toContain('set up otherwise')
})
