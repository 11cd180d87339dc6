import type { FileRef } from '@/flow/define/file-ref'
import type { Found } from './invoice/found'
import type { InvoiceOutput } from './invoice-output'

const file: FileRef = {
  $file: { id: '01890a5d-ac96-774b-bcce-b302099a8057', name: 'invoice-4711.pdf', contentType: 'application/pdf', size: 48_120 },
}

const at = (value: string, top: number): Found => ({
  value,
  confidence: 0.96,
  evidence: { source: 'text', page: 1, box: [0.62, top, 0.78, top + 0.015] },
})

const output: InvoiceOutput = {
  vendor: 'Hooli GmbH',
  vendorTaxId: 'DE123456789',
  invoiceNumber: '4711',
  invoiceDate: '2026-11-02',
  dueDate: '2026-12-02',
  currency: 'EUR',
  net: '3596.64',
  tax: '683.36',
  total: '4280.00',
  amountDue: null,
  iban: null,
  lines: [{ description: 'Consulting, October', quantity: '1', unitPrice: '3596.64', amount: '3596.64' }],
  kindOfDocument: 'invoice',
  verdict: 'clean',
  reasons: [],
  fields: {
    vendor: at('Hooli GmbH', 0.06),
    vendorTaxId: at('DE123456789', 0.9),
    invoiceNumber: at('4711', 0.2),
    invoiceDate: at('2026-11-02', 0.22),
    dueDate: at('2026-12-02', 0.24),
    currency: at('EUR', 0.5),
    net: at('3596.64', 0.66),
    tax: at('683.36', 0.68),
    total: at('4280.00', 0.7),
    amountDue: null,
    iban: null,
  },
  file,
}

export const readInvoiceExample = { input: { file }, output }
