import { describe, expect, it } from 'vitest'
import { planOf } from '@/flow/engine/plan'
import { draw } from '@/flow/engine/testing/drawn'
import type { Place } from '@/flow/walk-back/place'
import { endInWords, fieldInWords, placeInWords } from './words'

const { graph, manifest } = draw('t → Extract → Each → Bill', {
  inside: { Each: 'Line' },
  nodes: { Bill: { params: { fields: [{ name: 'gross_total', value: 'x' }] } } },
})
const plan = planOf(graph, manifest)
const given: Place = { step: 'Bill', side: 'input', path: ['fields', 0, 'value'] }
const made: Place = { step: 'Each:2/Line', side: 'output', path: ['lines', 0, 'unitNet'] }

describe('in words', () => {
  it('a place is a step and the way down, and a named row is its name', () => {
    expect(placeInWords(made, plan)).toBe('Line (item 3) ▸ Lines ▸ #1 ▸ Unit net')
    expect(placeInWords(given, plan)).toBe('Bill ▸ Gross total')
    expect(fieldInWords(given, plan)).toBe('Gross total')
    expect(fieldInWords(made, plan)).toBe('Unit net')
  })

  it('the end says who made it, or from what', () => {
    expect(endInWords({ hops: [made], end: [{ kind: 'made' }] }, given, plan)).toBe('Line (item 3) made it.')
    expect(endInWords({ hops: [made], end: [{ kind: 'made' }], missing: 'totl' }, given, plan)).toBe('Line (item 3) gave no “totl”.')
    expect(endInWords({ hops: [made], end: [{ kind: 'passed-over' }], missing: 'tax' }, given, plan)).toBe(
      'Line (item 3) was passed over, so it gave nothing.',
    )
    expect(endInWords({ hops: [], end: [{ kind: 'written' }] }, given, plan)).toBe('It stands in the settings of Bill.')
    const several = [{ kind: 'computed', from: made } as const, { kind: 'variable', name: 'fee' } as const]
    expect(endInWords({ hops: [], end: several }, given, plan)).toBe(
      'Bill worked it out from Line (item 3) ▸ Lines ▸ #1 ▸ Unit net and the variable “fee”.',
    )
  })
})
