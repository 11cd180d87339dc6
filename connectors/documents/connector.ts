import { defineConnector } from '@/flow/define/define'
import { readInvoiceAction } from './read-invoice'

export const documents = defineConnector({
  id: 'documents',
  title: 'Documents',
  summary: 'Read what is written in PDFs, scans and e-invoices.',
  icon: 'file-text',
  tint: 'amber',
  categories: ['documents'],
  nodes: [readInvoiceAction],
})
