import { z } from 'zod'
import type { Connection } from '@/flow/define/connection'
import { NodeError } from '@/flow/define/node-error'
import { decimalOf } from '../documents/invoice/money'
import { understood, type Xero } from './api'

/** As Xero answers; it sends more, and may send more tomorrow. */
export const BillSchema = z.object({
  InvoiceID: z.string(),
  Type: z.string(),
  InvoiceNumber: z.string().nullish(),
  Status: z.string(),
  Contact: z.object({ ContactID: z.string(), Name: z.string().nullish() }),
  Date: z.string().nullish(),
  DueDate: z.string().nullish(),
  CurrencyCode: z.string().nullish(),
  SubTotal: z.number(),
  TotalTax: z.number(),
  Total: z.number(),
})

export type Bill = z.output<typeof BillSchema>

const BillsSchema = z.object({ Invoices: z.array(BillSchema) })

/** What a step says of a bill. Money is text with a point before the cents, as in the output of “Read invoice”. */
export const BillOutput = z.object({
  billId: z.string().meta({ title: 'Bill id' }),
  number: z.string().meta({ title: 'Number' }),
  status: z.string().meta({ title: 'Status', description: 'DRAFT, SUBMITTED, AUTHORISED, PAID, VOIDED or DELETED.' }),
  vendor: z.string().meta({ title: 'Vendor' }),
  contactId: z.string().meta({ title: 'Contact id' }),
  date: z.string().nullable().meta({ title: 'Date' }),
  dueDate: z.string().nullable().meta({ title: 'Due date' }),
  currency: z.string().meta({ title: 'Currency' }),
  net: z.string().meta({ title: 'Net' }),
  tax: z.string().meta({ title: 'Tax' }),
  total: z.string().meta({ title: 'Total' }),
  url: z.string().nullable().meta({ title: 'Link', description: 'Opens the bill in Xero. None in a sandbox.' }),
})

export type BillOutput = z.output<typeof BillOutput>

export function outputOf(bill: Bill, connection: Connection): BillOutput {
  return {
    billId: bill.InvoiceID,
    number: bill.InvoiceNumber ?? '',
    status: bill.Status,
    vendor: bill.Contact.Name ?? '',
    contactId: bill.Contact.ContactID,
    date: dayOf(bill.Date),
    dueDate: dayOf(bill.DueDate),
    currency: bill.CurrencyCode ?? '',
    net: decimalOf(centsOfNumber(bill.SubTotal)),
    tax: decimalOf(centsOfNumber(bill.TotalTax)),
    total: decimalOf(centsOfNumber(bill.Total)),
    url: urlOf(bill.InvoiceID, connection),
  }
}

export async function getBill(xero: Xero, id: string): Promise<Bill> {
  return theBill(await xero.send({ method: 'GET', path: `/Invoices/${encodeURIComponent(id)}` }))
}

export async function setStatus(xero: Xero, { InvoiceID }: Bill, Status: string, key: string): Promise<Bill> {
  const json = { Invoices: [{ InvoiceID, Status }] }
  return theBill(await xero.send({ method: 'POST', path: `/Invoices/${InvoiceID}`, json, key }))
}

/** The one bill of an answer. @throws NodeError for what is there but no bill, such as a sales invoice */
export function theBill(body: Parameters<typeof understood>[1]): Bill {
  const [bill] = understood(BillsSchema, body).Invoices
  if (bill?.Type === 'ACCPAY') return bill
  throw new NodeError('xero_no_bill', bill ? 'This is an invoice to a customer, not a bill.' : 'Xero has no such bill.', {
    retry: false,
    hint: 'Use the bill’s id from the step that made it.',
  })
}

export function billsIn(body: Parameters<typeof understood>[1]): Bill[] {
  return understood(BillsSchema, body).Invoices.filter(({ Type }) => Type === 'ACCPAY')
}

export function centsOfNumber(amount: number): number {
  return Math.round(amount * 100)
}

/** `/Date(1787788800000+0000)/`: the day in it is always meant as UTC. */
export function dayOf(date: string | null | undefined): string | null {
  const [, ms] = /^\/Date\((-?\d{1,15})([+-]\d{4})?\)\/$/.exec(date ?? '') ?? []
  if (ms !== undefined) return new Date(Number(ms)).toISOString().slice(0, 10)
  return /^\d{4}-\d{2}-\d{2}/.exec(date ?? '')?.[0] ?? null
}

/** `/Date(1787788800000+0000)/` as a moment; null when it is none. */
export function momentOf(date: string): string | null {
  const [, ms] = /^\/Date\((-?\d{1,15})([+-]\d{4})?\)\/$/.exec(date) ?? []
  return ms === undefined ? null : new Date(Number(ms)).toISOString()
}

function urlOf(id: string, { sandbox, settings }: Connection): string | null {
  if (sandbox) return null
  const page = `/AccountsPayable/Edit.aspx?InvoiceID=${id}`
  if (typeof settings.shortCode !== 'string') return `https://go.xero.com${page}`
  const query = new URLSearchParams({ shortcode: settings.shortCode, redirecturl: page })
  return `https://go.xero.com/organisationlogin/default.aspx?${query}`
}
