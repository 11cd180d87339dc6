import type { BillOutput } from './bill'

export const invoiceFields = {
  vendor: 'Hooli GmbH',
  vendorTaxId: 'DE123456789',
  invoiceNumber: '4711',
  date: '2026-11-02',
  dueDate: '2026-12-02',
  currency: 'EUR',
  total: '4280.00',
  tax: '683.36',
  lineItems: [{ description: 'Consulting, October', quantity: '1', unitPrice: '3596.64', amount: '3596.64' }],
}

export const billExample: BillOutput = {
  billId: '0f9c1c4e-5a0a-4b6c-9c7e-2f6f2b1d7a11',
  number: '4711',
  status: 'DRAFT',
  vendor: 'Hooli GmbH',
  contactId: 'b1c5b0de-6a52-4a1c-8f1c-3f4f0a1f9d20',
  date: '2026-11-02',
  dueDate: '2026-12-02',
  currency: 'EUR',
  net: '3596.64',
  tax: '683.36',
  total: '4280.00',
  url: 'https://go.xero.com/AccountsPayable/Edit.aspx?InvoiceID=0f9c1c4e-5a0a-4b6c-9c7e-2f6f2b1d7a11',
}
