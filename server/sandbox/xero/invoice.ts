import { z } from 'zod'
import type { JsonObject } from '@/flow/json'
import { newId } from '../../db/id'
import { msDate } from './answers'
import { ACCOUNTS, BASE_CURRENCY, TAX_RATES } from './organisation'

export const STATUSES = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED'] as const

const amount = z.number()

const LineSchema = z.object({
  LineItemID: z.string().optional(),
  Description: z.string().optional(),
  Quantity: amount.optional(),
  UnitAmount: amount.optional(),
  LineAmount: amount.optional(),
  TaxAmount: amount.optional(),
  TaxType: z.string().optional(),
  AccountCode: z.string().optional(),
})

type Line = z.output<typeof LineSchema>

/** What an invoice says, as whoever sends it writes it. */
export const InvoiceSchema = z.object({
  Type: z.string().optional(),
  Status: z.enum(STATUSES).default('DRAFT'),
  Contact: z.object({ ContactID: z.string().optional() }).optional(),
  InvoiceNumber: z.string().default(''),
  Date: z.string().optional(),
  DueDate: z.string().optional(),
  CurrencyCode: z.string().default(BASE_CURRENCY),
  LineAmountTypes: z.enum(['Exclusive', 'Inclusive', 'NoTax']).default('Exclusive'),
  LineItems: z.array(LineSchema).default([]),
})

export type Invoice = z.output<typeof InvoiceSchema>

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

/** What Xero would say against it. Drafts may lack what an approved bill needs. */
export function faultsOf(invoice: Invoice): string[] {
  const { Type, InvoiceNumber, CurrencyCode, Status, DueDate, LineItems } = invoice
  const binding = Status !== 'DRAFT'
  return [
    ...(Type === 'ACCPAY' ? [] : ['The sandbox keeps bills: Type must be ACCPAY.']),
    ...(InvoiceNumber.length > 255 ? ['The invoice number is longer than 255 characters.'] : []),
    ...(CURRENCIES.has(CurrencyCode) ? [] : [`Organisation is not subscribed to currency ${CurrencyCode}`]),
    ...[invoice.Date, DueDate].flatMap((date) => (date === undefined || isDay(date) ? [] : [`${date} is not a date`])),
    ...(binding && DueDate === undefined ? ['The due date cannot be empty'] : []),
    ...(binding && LineItems.length === 0 ? ['One or more line items must be specified'] : []),
    ...LineItems.flatMap((line) => faultsOfLine(line, binding)),
  ]
}

function faultsOfLine({ Description, Quantity, UnitAmount, LineAmount, AccountCode, TaxType }: Line, binding: boolean): string[] {
  const expected = Quantity === undefined || UnitAmount === undefined ? undefined : cents(Quantity * UnitAmount)
  return [
    ...(Description?.trim() ? [] : ['Description cannot be blank']),
    ...(LineAmount !== undefined && expected !== undefined && cents(LineAmount) !== expected
      ? [`The line total ${LineAmount} does not match the expected line total ${expected / 100}`]
      : []),
    ...(AccountCode === undefined ? (binding ? ['Account code must be specified'] : []) : unknown(AccountCode)),
    ...(TaxType === undefined || TAX_RATES.some(({ type }) => type === TaxType) ? [] : [`The tax type ${TaxType} cannot be used here`]),
  ]
}

function unknown(account: string): string[] {
  return ACCOUNTS.some(({ code }) => code === account) ? [] : [`Account code '${account}' is not a valid code for this document.`]
}

/** The invoice as Xero gives it back: amounts added up, dates in its own form. */
export function asAnswered(invoice: Invoice, contact: JsonObject, { id, now }: { id: string; now: Date }): JsonObject {
  const { LineAmountTypes: kind, LineItems } = invoice
  const lines = LineItems.map((line) => reckoned(line, kind))
  const sum = lines.reduce((whole, { amount }) => whole + amount, 0)
  const tax = lines.reduce((whole, line) => whole + line.tax, 0)
  const total = kind === 'Exclusive' ? sum + tax : sum
  return {
    Type: 'ACCPAY',
    InvoiceID: id,
    InvoiceNumber: invoice.InvoiceNumber,
    Status: invoice.Status,
    Contact: contact,
    Date: msDate(new Date(invoice.Date ?? now.toISOString().slice(0, 10))),
    ...(invoice.DueDate === undefined ? {} : { DueDate: msDate(new Date(invoice.DueDate)) }),
    CurrencyCode: invoice.CurrencyCode,
    CurrencyRate: 1,
    LineAmountTypes: kind,
    LineItems: lines.map(({ line }) => line),
    SubTotal: (total - tax) / 100,
    TotalTax: tax / 100,
    Total: total / 100,
    AmountDue: invoice.Status === 'VOIDED' || invoice.Status === 'DELETED' ? 0 : total / 100,
    AmountPaid: 0,
    AmountCredited: 0,
    Payments: [],
    HasAttachments: false,
    HasErrors: false,
    UpdatedDateUTC: msDate(now),
  }
}

function reckoned(given: Line, kind: Invoice['LineAmountTypes']): { line: JsonObject; amount: number; tax: number } {
  const { Quantity = 1 } = given
  const amount = cents(given.LineAmount ?? Quantity * (given.UnitAmount ?? 0))
  const rate = TAX_RATES.find(({ type }) => type === given.TaxType) ?? TAX_RATES[0]
  const calculated = kind === 'Inclusive' ? amount - amount / (1 + rate.percent / 100) : (amount * rate.percent) / 100
  const tax = kind === 'NoTax' ? 0 : cents(given.TaxAmount ?? Math.round(calculated) / 100)
  const line: JsonObject = {
    LineItemID: given.LineItemID ?? newId(),
    Description: given.Description ?? '',
    Quantity,
    UnitAmount: given.UnitAmount ?? amount / 100 / Quantity,
    LineAmount: amount / 100,
    TaxAmount: tax / 100,
    TaxType: kind === 'NoTax' ? 'NONE' : rate.type,
    Tracking: [],
  }
  if (given.AccountCode !== undefined) line.AccountCode = given.AccountCode
  return { line, amount, tax }
}

function cents(amount: number): number {
  return Math.round(amount * 100)
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}
