import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { JsonObject } from '@/flow/json'
import { decimalOf } from '../documents/invoice/money'
import { Value } from '../value'
import { openXero, type Xero } from './api'
import { attach, filesToAttach } from './attachments'
import { type Bill, BillOutput, centsOfNumber, outputOf, setStatus, theBill } from './bill'
import { billChoices } from './choices'
import { contactFor } from './contact'
import { billExample, invoiceFields } from './example'
import { another, billsOf, saysTheSame } from './existing-bill'
import { billHead, billLines, given, needed } from './fields'
import { type Lines, linesOf } from './lines'
import { currencyIn, dayIn, dueAfter, today } from './read-fields'

const CreateBillInput = z.object({
  vendor: needed({ title: 'Vendor', placeholder: 'Hooli GmbH', description: 'Found among the contacts in Xero, else added to them.' }, 255),
  vendorTaxId: given({ title: 'Vendor’s tax number', hint: 'optional' }),
  invoiceNumber: given({
    title: 'Invoice number',
    hint: 'optional',
    description: 'Xero shows it as the bill’s reference. Without one, the bill gets a number of its own.',
  }),
  ...billHead,
  dueInDays: given({ title: 'Otherwise due after', hint: 'days, where the invoice names no date', placeholder: '14', advanced: true }),
  total: needed({ title: 'Total', hint: 'with tax', placeholder: '4280.00' }),
  ...billLines,
  status: z
    .enum(['DRAFT', 'SUBMITTED'])
    .default('DRAFT')
    .meta({
      title: 'Enter it as',
      control: 'select',
      options: { DRAFT: 'a draft', SUBMITTED: 'awaiting approval' },
      resolve: 'literal',
    }),
  attachments: Value.default([]).meta({
    title: 'Attachments',
    hint: 'optional',
    placeholder: 'Pick a file or a list of files',
    files: true,
    control: 'json',
  }),
  whenThere: z
    .enum(['stop', 'create'])
    .default('stop')
    .meta({
      title: 'When Xero has another bill of this vendor under this number',
      description: 'A bill that says the very same is never entered twice.',
      control: 'select',
      options: { stop: 'stop and say so', create: 'enter this one too' },
      advanced: true,
      resolve: 'literal',
    }),
})

type Input = z.output<typeof CreateBillInput>

/** Settled before Xero hears of it. */
type Wanted = Omit<Lines, 'notes'> & { number: string; date: string; dueDate: string; currency: string; status: string }

export const createBill = defineAction({
  id: 'create-bill',
  version: 1,
  title: 'Create bill',
  summary: 'Enters an invoice as a bill in Xero, with its file, once and only once.',
  sentence: 'Create a bill in Xero for {{vendor}}[ ({{invoiceNumber}})]',
  keywords: ['invoice', 'accounts payable', 'accpay', 'purchase', 'expense', 'supplier', 'vendor', 'book', 'accounting', 'draft'],
  icon: 'receipt-text',
  effect: 'keyed',
  retry: { attempts: 5, delayMs: 2_000, factor: 3 },
  input: CreateBillInput,
  output: BillOutput.extend({
    alreadyThere: z.boolean().meta({ title: 'It was there already' }),
    newContact: z.boolean().meta({ title: 'The vendor is new in Xero' }),
    attachments: z.array(z.string()).meta({ title: 'Attachments' }),
    notes: z.array(z.string()).meta({ title: 'Notes', description: 'What a person should know of how the bill was entered.' }),
  }),
  examples: [
    {
      input: invoiceFields,
      output: { ...billExample, alreadyThere: false, newContact: true, attachments: ['invoice-4711.pdf'], notes: [] },
    },
  ],
  choices: billChoices,
  async run({ input, use, connection, idempotencyKey: key }) {
    const files = filesToAttach(input.attachments)
    const name = vendorIn(input)
    const { notes, ...wanted } = wantedOf(input, key, today(use.clock))
    const xero = await openXero({ use, connection })
    const vendor = await contactFor(xero, { name, taxId: input.vendorTaxId }, `${key}-contact`)
    const { ContactID } = vendor.contact
    const there = await billsOf(xero, ContactID, wanted.number)
    const same = there.find((bill) => saysTheSame(bill, wanted))
    if (!same && there[0] && input.whenThere === 'stop') throw another(there[0], vendor.contact.Name ?? name)
    const bill = same ?? (await enter(xero, ContactID, wanted, key))
    const attached = await attach(xero, bill.InvoiceID, files, { key, isNew: !same })
    return {
      ...outputOf(bill, xero.connection),
      alreadyThere: same !== undefined,
      newContact: vendor.created,
      attachments: attached.attachments,
      notes: [...vendor.notes, ...notes, ...attached.notes],
    }
  },
})

function vendorIn({ vendor }: Input): string {
  if (vendor !== '') return vendor.replace(/\s+/g, ' ')
  throw new NodeError('xero_no_vendor', 'The bill has no vendor.', {
    retry: false,
    hint: 'If the document names none, let a person fill it in before this step.',
  })
}

/** A bill without a number is recognised by the one that the step's own key makes. */
function wantedOf(input: Input, key: string, today: string): Wanted & Pick<Lines, 'notes'> {
  const number = (input.invoiceNumber || `K-${key.slice(0, 8).toUpperCase()}`).slice(0, 255)
  const description = input.description || (input.invoiceNumber ? `Invoice ${input.invoiceNumber}` : `Invoice of ${input.vendor}`)
  const date = dayIn(input.date, 'Invoice date')
  return {
    ...linesOf({ ...input, items: input.lineItems, description }),
    number,
    date,
    dueDate: dayIn(input.dueDate, 'Due date') || dueAfter(date || today, input.dueInDays),
    currency: currencyIn(input.currency),
    status: input.status,
  }
}

async function enter(xero: Xero, contactId: string, wanted: Wanted, key: string): Promise<Bill> {
  const { LineAmountTypes, LineItems, number, date, dueDate, currency, status, total } = wanted
  const invoice: JsonObject = {
    Type: 'ACCPAY',
    Status: status,
    Contact: { ContactID: contactId },
    InvoiceNumber: number,
    LineAmountTypes,
    LineItems,
  }
  if (date !== '') invoice.Date = date
  if (dueDate !== '') invoice.DueDate = dueDate
  if (currency !== '') invoice.CurrencyCode = currency
  const json = { Invoices: [invoice] }
  const bill = theBill(await xero.send({ method: 'PUT', path: '/Invoices', query: { unitdp: '4' }, json, key: `${key}-bill` }))
  if (centsOfNumber(bill.Total) === total) return bill
  await setStatus(xero, bill, 'DELETED', `${key}-undo`)
  throw new NodeError(
    'xero_total',
    `Xero makes it ${decimalOf(centsOfNumber(bill.Total))} instead of ${decimalOf(total)}, so the bill was deleted again.`,
    {
      retry: false,
      hint: 'Choose the tax rate that the invoice uses, or leave the lines out so that the bill has one line over the total.',
    },
  )
}
