import { expect, it } from 'vitest'
import { labelFrom } from './labels'

it.each([
  ['a free one stays', 'Read', ['Write'], 'Read'],
  ['a taken one is counted on', 'Read', ['Read', 'Read 2'], 'Read 3'],
  ['a copy of a copy is counted on, too', 'Read 2', ['Read', 'Read 2'], 'Read 3'],
  ['a year is part of the name', 'Invoices 2026', ['Invoices 2026'], 'Invoices 2026 2'],
  ['no name stays none', '', [''], ''],
])('%s', (_what, wanted, taken, label) => {
  expect(labelFrom(wanted, new Set(taken))).toBe(label)
})

it('stays as short as a name may be', () => {
  const long = 'x'.repeat(200)
  expect(labelFrom(long, new Set([long]))).toHaveLength(194)
})
