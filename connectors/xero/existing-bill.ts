import { NodeError } from '@/flow/define/node-error'
import type { Cents } from '../documents/invoice/money'
import { decimalOf } from '../documents/invoice/money'
import type { Xero } from './api'
import { type Bill, billsIn, centsOfNumber, dayOf } from './bill'

/** A bill that was taken back is none. */
const STANDING = 'DRAFT,SUBMITTED,AUTHORISED,PAID'

export async function billsOf(xero: Xero, contactId: string, number: string): Promise<Bill[]> {
  // A list of numbers is parted by commas, so a number with one is searched for instead.
  const which: Record<string, string> = number.includes(',') ? { searchTerm: number } : { InvoiceNumbers: number }
  const query = { ...which, ContactIDs: contactId, Statuses: STANDING, page: '1', pageSize: '100' }
  return billsIn(await xero.send({ method: 'GET', path: '/Invoices', query })).filter(
    ({ InvoiceNumber, Contact }) => InvoiceNumber === number && Contact.ContactID === contactId,
  )
}

type Said = { total: Cents; currency: string; date: string; status: string }

/**
 * What an attempt before this one left behind, perhaps without hearing of it: the same in all that was asked. Xero forgets
 * keys after a while, so the bill itself is looked for first.
 */
export function saysTheSame(bill: Bill, { total, currency, date, status }: Said): boolean {
  return (
    centsOfNumber(bill.Total) === total &&
    bill.Status === status &&
    (currency === '' || bill.CurrencyCode === currency) &&
    (date === '' || dayOf(bill.Date) === date)
  )
}

export function another(bill: Bill, vendor: string): NodeError {
  const total = `${bill.CurrencyCode ?? ''} ${decimalOf(centsOfNumber(bill.Total))}`.trim()
  return new NodeError(
    'xero_duplicate',
    `Xero already has a bill ${bill.InvoiceNumber} of ${vendor}: ${total}, ${statusInWords(bill.Status)}.`,
    {
      retry: false,
      hint: 'If both are right, choose in the step to enter this one too.',
      detail: { billId: bill.InvoiceID, status: bill.Status },
    },
  )
}

function statusInWords(status: string): string {
  const words: Record<string, string> = { DRAFT: 'a draft', SUBMITTED: 'awaiting approval', AUTHORISED: 'approved', PAID: 'paid' }
  return words[status] ?? status.toLowerCase()
}
