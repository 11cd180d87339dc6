import type { Found } from './found'
import type { LineItem } from './items'
import type { KindOfDocument } from './kind'
import type { Proof } from './proofs'

/** What was read of one document, before it is judged. */
export type Reading = {
  from: 'xml' | 'page'
  kindOfDocument: KindOfDocument
  fields: Fields
  lines: LineItem[]
  /** Why the total is believed, beyond its label. */
  proofs: Proof[]
  /** Reasons for a person to look, in plain sentences. */
  doubts: string[]
  ocr: boolean
}

export const FIELD_NAMES = [
  'vendor',
  'vendorTaxId',
  'invoiceNumber',
  'invoiceDate',
  'dueDate',
  'currency',
  'net',
  'tax',
  'total',
  'amountDue',
  'iban',
] as const

export type FieldName = (typeof FIELD_NAMES)[number]
export type Fields = Record<FieldName, Found | null>
