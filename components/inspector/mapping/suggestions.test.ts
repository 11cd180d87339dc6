import { expect, it } from 'vitest'
import { emptyScope } from '@/flow/expressions/testing'
import { outlineOf } from '@/flow/mapping/outline'
import { type Ask, askAt } from './ask'
import type { PickGroup } from './pick-entries'
import { suggestionsFor } from './suggestions'

const invoice = { vendor: 'Hooli GmbH', total: 4280, due: '2026-03-31', lines: [{ net: 4000 }] }
const scope = emptyScope({ steps: { read: invoice } })
const groups: PickGroup[] = [
  {
    heading: 'Read invoice',
    nodeType: null,
    note: null,
    root: 'steps.read',
    entries: outlineOf({ expression: 'steps.read', label: 'All of it', sample: invoice }).children.map((field) => ({
      expression: field.expression,
      name: field.label,
      type: field.type,
      value: field.preview ?? '',
      depth: 0,
      words: `read invoice ${field.label} ${field.expression}`.toLowerCase(),
    })),
  },
]

/** What is suggested where the bar stands: names with values, functions apart. */
function suggested(drawn: string, before: string | null = null): { fields: string[]; functions: string[]; made: string[] } {
  const ask: Ask | null = askAt(drawn.replace('|', ''), drawn.indexOf('|'))
  const found = ask ? suggestionsFor(ask, groups, scope, before) : []
  const entries = found.flatMap((group) => group.entries)
  const functions = entries.filter(({ type }) => type === 'ƒ')
  return {
    fields: entries.filter(({ type }) => type !== 'ƒ').map(({ name, value }) => `${name}: ${value}`),
    functions: functions.map(({ expression }) => expression),
    made: functions.map(({ expression, value }) => `${expression} ${value}`),
  }
}

it('data by its name, with real values', () => {
  expect(suggested('/tot|').fields).toEqual(['Total: 4280'])
  expect(suggested('{{ vend| }}').fields).toEqual(['Vendor: Hooli GmbH'])
  expect(suggested('{{ | }}').fields).toHaveLength(4)
})

it('what is called so comes before what is found by its step only', () => {
  expect(suggested('/d|').fields.map((field) => field.split(':')[0])).toEqual(['Due', 'Vendor', 'Total', 'Lines'])
})

it('after a dot, what is inside, and functions for that kind of value with what they make of it', () => {
  expect(suggested('{{ steps.read.| }}').fields).toHaveLength(4)
  expect(suggested('{{ steps.read.to| }}').fields).toEqual(['Total: 4280'])
  const text = suggested('{{ steps.read.vendor.| }}')
  expect(text.made).toContain('.upper() HOOLI GMBH')
  expect(text.functions).not.toContain('.round()')
  expect(suggested('{{ steps.read.total.| }}').functions).not.toContain('.upper()')
  expect(suggested('{{ steps.read.due.addD| }}').functions).toEqual(['.addDays()'])
  expect(suggested('{{ steps.read.vendor.addD| }}').functions).toEqual([])
})

it('functions whose name begins so come first', () => {
  expect(suggested('{{ steps.read.lines.so| }}').functions.slice(0, 2)).toEqual(['.sort()', '.sortBy()'])
})

it('nothing for what cannot be read or is not there', () => {
  expect(suggested('{{ steps.gone.| }}').fields).toEqual([])
  expect(suggested('plain|')).toEqual({ fields: [], functions: [], made: [] })
})
