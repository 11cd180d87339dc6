import { z } from 'zod'
import { FileRefSchema } from './file-refs'
import { KINDS_OF_DOCUMENT } from './invoice/kind'
import { VERDICTS } from './invoice/verdict'

const Evidence = z.union([
  z.object({
    source: z.enum(['text', 'ocr', 'model']),
    page: z.number().int(),
    box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  }),
  z.object({ source: z.literal('xml'), path: z.string() }),
])

const Found = z.object({ value: z.string(), confidence: z.number(), evidence: Evidence }).nullable()

const text = (title: string) => z.string().nullable().meta({ title })

/** What the flow goes on with. Money is text with a point before the cents: no rounding on the way. */
export const InvoiceOutput = z.object({
  vendor: text('Vendor'),
  vendorTaxId: text('Vendor’s tax number'),
  invoiceNumber: text('Invoice number'),
  invoiceDate: text('Invoice date'),
  dueDate: text('Due date'),
  currency: text('Currency'),
  net: text('Net'),
  tax: text('Tax'),
  total: text('Total'),
  amountDue: text('Amount due'),
  iban: text('IBAN'),
  lines: z
    .array(z.object({ description: z.string(), quantity: z.string().nullable(), unitPrice: z.string().nullable(), amount: z.string() }))
    .meta({ title: 'Lines' }),
  kindOfDocument: z.enum(KINDS_OF_DOCUMENT).meta({ title: 'Kind of document' }),
  verdict: z.enum(VERDICTS).meta({ title: 'Verdict' }),
  reasons: z.array(z.string()).meta({ title: 'Reasons' }),
  fields: z
    .object({
      vendor: Found,
      vendorTaxId: Found,
      invoiceNumber: Found,
      invoiceDate: Found,
      dueDate: Found,
      currency: Found,
      net: Found,
      tax: Found,
      total: Found,
      amountDue: Found,
      iban: Found,
    })
    .meta({ title: 'Where each value was read' }),
  file: FileRefSchema.meta({ title: 'File that was read' }),
})

export type InvoiceOutput = z.output<typeof InvoiceOutput>
