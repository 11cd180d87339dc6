import type { OpenedDocument } from '@/flow/define/document'
import { conflictsBetween } from './compare'
import { type Hints, readPage } from './read-page'
import type { Reading } from './reading'
import { type Judgement, judge } from './verdict'
import { readXml } from './xml/read-xml'

export type InvoiceReading = { reading: Reading; judgement: Judgement; doubts: string[] }

/** Reads one document: its XML where it carries an e-invoice, checked against the page; else its pages. */
export function readInvoice(document: OpenedDocument, hints: Hints): InvoiceReading {
  const doubts = document.notes.filter(({ code }) => code !== 'unsupported').map(({ message }) => message)
  const xml = readXml(document.xml)
  const page = document.pages.length > 0 ? readPage(document.pages, hints) : null
  if (xml) {
    const conflicts = page ? conflictsBetween(xml, page, document.pages) : []
    const all = [...conflicts, ...doubts]
    return { reading: xml, judgement: judge(xml, all), doubts: all }
  }
  const reading = page ?? nothing()
  const unsupported = document.notes.filter(({ code }) => code === 'unsupported').map(({ message }) => message)
  if (unsupported.length > 0) return { reading, judgement: { verdict: 'not an invoice', reasons: unsupported }, doubts: unsupported }
  return { reading, judgement: judge(reading, doubts), doubts }
}

function nothing(): Reading {
  const fields: Reading['fields'] = {
    vendor: null,
    vendorTaxId: null,
    invoiceNumber: null,
    invoiceDate: null,
    dueDate: null,
    currency: null,
    net: null,
    tax: null,
    total: null,
    amountDue: null,
    iban: null,
  }
  return { from: 'page', kindOfDocument: 'other', fields, lines: [], proofs: [], doubts: [], ocr: false }
}
