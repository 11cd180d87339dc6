import { z } from 'zod'
import type { FieldMeta } from '@/flow/define/field'
import { Value } from '../value'

/**
 * Text that a mapping may leave empty: an invoice without a due date gives null. Numbers are taken as they are written,
 * so that an amount may come from anywhere.
 */
export function given(meta: FieldMeta, most = 1_000) {
  return written(most).default('').transform(asText).meta(meta)
}

/** As above, and the editor asks for it. */
export function needed(meta: FieldMeta, most = 1_000) {
  return written(most).transform(asText).meta(meta)
}

/** The dates and the currency of a bill. */
export const billHead = {
  date: given({ title: 'Invoice date', hint: 'optional', placeholder: '2026-11-02' }),
  dueDate: given({
    title: 'Due date',
    hint: 'optional',
    placeholder: '2026-12-02',
    description: 'Xero wants one before a bill is approved.',
  }),
  currency: given({ title: 'Currency', hint: 'optional', placeholder: 'EUR' }),
}

/** What its lines are made of, beside the total. */
export const billLines = {
  tax: given({ title: 'Tax', hint: 'optional', placeholder: '683.36' }),
  lineItems: Value.default([]).meta({
    title: 'Lines',
    hint: 'optional',
    description: 'Used where they add up to the total. Without lines the bill has one, over the total.',
    control: 'json',
    placeholder: 'Pick the lines of an invoice',
  }),
  description: given({ title: 'Description', hint: 'of a bill with one line', placeholder: 'Invoice 4711', advanced: true }),
  accountCode: z.string().trim().max(10).default('429').meta({
    title: 'Account code',
    description: 'Where the cost is booked. 429 is General Expenses in the chart of accounts that Xero starts with.',
    choices: 'accounts',
  }),
  taxType: z.string().trim().max(50).default('').meta({
    title: 'Tax rate',
    hint: 'the account’s own, unless set',
    placeholder: 'INPUT2',
    choices: 'taxRates',
    advanced: true,
  }),
}

export const BillId = needed({ title: 'Bill', placeholder: 'Pick the bill id of an earlier step' }, 100)

function written(most: number) {
  return z.union([z.string().max(most), z.number(), z.null()])
}

function asText(value: string | number | null): string {
  return value === null ? '' : String(value).trim()
}
