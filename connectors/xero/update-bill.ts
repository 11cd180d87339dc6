import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { JsonObject } from '@/flow/json'
import { decimalOf } from '../documents/invoice/money'
import { openXero, type Xero } from './api'
import { type Bill, BillOutput, centsOfNumber, dayOf, getBill, outputOf, theBill } from './bill'
import { billChoices } from './choices'
import { contactFor } from './contact'
import { billExample } from './example'
import { BillId, billHead, billLines, given } from './fields'
import { centsOf, linesOf } from './lines'
import { currencyIn, dayIn } from './read-fields'

const UNCHANGED = 'unchanged, unless set'

const UpdateBillInput = z.object({
  billId: BillId,
  vendor: given({ title: 'Vendor', hint: UNCHANGED }, 255),
  vendorTaxId: given({ title: 'Vendor’s tax number', hint: 'to find the vendor by' }),
  invoiceNumber: given({ title: 'Invoice number', hint: UNCHANGED }, 255),
  ...billHead,
  total: given({ title: 'Total', hint: UNCHANGED, description: 'Another total makes the lines anew.' }),
  ...billLines,
})

type Input = z.output<typeof UpdateBillInput>

export const updateBill = defineAction({
  id: 'update-bill',
  version: 1,
  title: 'Correct bill',
  summary: 'Brings a draft in Xero in line with what a person corrected. What is left empty or says the same stays.',
  sentence: 'Correct the bill {{billId}} in Xero',
  keywords: ['update', 'change', 'edit', 'invoice', 'accounts payable', 'amend'],
  icon: 'pen-line',
  effect: 'keyed',
  retry: { attempts: 5, delayMs: 2_000, factor: 3 },
  input: UpdateBillInput,
  output: BillOutput.extend({ changed: z.array(z.string()).meta({ title: 'What changed' }) }),
  examples: [
    {
      input: { billId: billExample.billId, dueDate: '2026-12-09' },
      output: { ...billExample, dueDate: '2026-12-09', changed: ['due date'] },
    },
  ],
  choices: billChoices,
  async run({ input, use, connection, idempotencyKey: key }) {
    const xero = await openXero({ use, connection })
    const bill = await getBill(xero, input.billId)
    const { changes, changed } = await differences(xero, bill, input, key)
    if (changed.length === 0) return { ...outputOf(bill, xero.connection), changed }
    if (bill.Status !== 'DRAFT' && bill.Status !== 'SUBMITTED') throw settled(bill, changed)
    const json = { Invoices: [{ InvoiceID: bill.InvoiceID, ...changes }] }
    const path = `/Invoices/${bill.InvoiceID}`
    const now = theBill(await xero.send({ method: 'POST', path, query: { unitdp: '4' }, json, key: `${key}-update` }))
    demandTotal(now, input)
    return { ...outputOf(now, xero.connection), changed }
  },
})

/** Only what differs is sent: a repeat finds nothing left to do. */
async function differences(xero: Xero, bill: Bill, input: Input, key: string): Promise<{ changes: JsonObject; changed: string[] }> {
  const changes: JsonObject = {}
  const changed: string[] = []
  const change = (name: string, more: JsonObject) => {
    changed.push(name)
    Object.assign(changes, more)
  }
  const [date, dueDate, currency] = [dayIn(input.date, 'Invoice date'), dayIn(input.dueDate, 'Due date'), currencyIn(input.currency)]
  const total = input.total === '' ? null : centsOf(input.total, 'Total')
  if (input.vendor !== '' && input.vendor !== bill.Contact.Name) {
    const { contact } = await contactFor(xero, { name: input.vendor.replace(/\s+/g, ' '), taxId: input.vendorTaxId }, `${key}-contact`)
    if (contact.ContactID !== bill.Contact.ContactID) change('vendor', { Contact: { ContactID: contact.ContactID } })
  }
  if (input.invoiceNumber !== '' && input.invoiceNumber !== bill.InvoiceNumber) change('number', { InvoiceNumber: input.invoiceNumber })
  if (date !== '' && date !== dayOf(bill.Date)) change('date', { Date: date })
  if (dueDate !== '' && dueDate !== dayOf(bill.DueDate)) change('due date', { DueDate: dueDate })
  if (currency !== '' && currency !== bill.CurrencyCode) change('currency', { CurrencyCode: currency })
  if (total !== null && total !== centsOfNumber(bill.Total)) {
    const description = input.description || `Invoice ${input.invoiceNumber || bill.InvoiceNumber || ''}`.trim()
    const { LineAmountTypes, LineItems } = linesOf({ ...input, items: input.lineItems, description })
    change('total', { LineAmountTypes, LineItems })
  }
  return { changes, changed }
}

function demandTotal(bill: Bill, { total }: Input): void {
  if (total === '' || centsOf(total, 'Total') === centsOfNumber(bill.Total)) return
  throw new NodeError('xero_total', `Xero makes it ${decimalOf(centsOfNumber(bill.Total))} instead of ${total}.`, {
    retry: false,
    hint: 'Open the bill in Xero: its lines or its tax rate don’t fit the total.',
  })
}

function settled({ InvoiceNumber, Status }: Bill, changed: readonly string[]): NodeError {
  return new NodeError(
    'xero_settled',
    `The bill ${InvoiceNumber ?? ''} is ${Status} in Xero, so its ${changed.join(', ')} can’t be changed any more.`,
    {
      retry: false,
      hint: 'Correct a bill before the step that approves it. An approved one is voided and entered anew.',
    },
  )
}
