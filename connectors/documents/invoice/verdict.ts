import { centsOfDecimal } from './money'
import type { Reading } from './reading'

export const VERDICTS = ['clean', 'needs review', 'not an invoice'] as const
export type Verdict = (typeof VERDICTS)[number]

export type Judgement = { verdict: Verdict; reasons: string[] }

const NOT_BILLS: Partial<Record<Reading['kindOfDocument'], string>> = {
  reminder: 'This is a payment reminder, not an invoice.',
  statement: 'This is a statement of account, not an invoice.',
  other: 'This does not look like an invoice.',
}

/** How sure each must be for a bill that nobody looks at. */
const NEEDED = { vendor: 0.8, invoiceNumber: 0.84, invoiceDate: 0.8, currency: 0.8, total: 0.9 } as const

const NAMES: Record<keyof typeof NEEDED, string> = {
  vendor: 'The vendor',
  invoiceNumber: 'The invoice number',
  invoiceDate: 'The invoice date',
  currency: 'The currency',
  total: 'The total',
}

/** Clean means: nobody needs to look. So everything must be found, sure, and agree; any doubt is a reason to look. */
export function judge(reading: Reading, doubts: readonly string[]): Judgement {
  const { fields, kindOfDocument } = reading
  const notBill = reading.from === 'xml' ? undefined : NOT_BILLS[kindOfDocument]
  if (notBill) return { verdict: 'not an invoice', reasons: [notBill, ...doubts] }
  if (!fields.total && !fields.invoiceNumber)
    return { verdict: 'not an invoice', reasons: ['There is neither a total nor an invoice number.', ...doubts] }
  const reasons = [...reading.doubts, ...doubts]
  for (const name of ['vendor', 'invoiceNumber', 'invoiceDate', 'currency', 'total'] as const) {
    const found = fields[name]
    if (!found) reasons.push(`${NAMES[name]} was not found.`)
    else if (found.confidence < NEEDED[name]) reasons.push(`${NAMES[name]} “${found.value}” is not certain.`)
  }
  if (kindOfDocument === 'credit-note') reasons.push('This is a credit note: it reduces what is owed.')
  const total = centsOfDecimal(fields.total?.value ?? '')
  if (total !== null && total <= 0 && kindOfDocument !== 'credit-note') reasons.push('The total is not above zero.')
  if (fields.dueDate && fields.invoiceDate && fields.dueDate.value < fields.invoiceDate.value)
    reasons.push('The due date is before the invoice date.')
  if (reading.from === 'page' && reading.proofs.length === 0)
    reasons.push('Nothing in the document proves the total: no net and tax that add up to it.')
  if (reading.ocr && !reading.proofs.some((proof) => proof !== 'lines'))
    reasons.push('The total was recognised from a picture and nothing else confirms it.')
  const due = centsOfDecimal(fields.amountDue?.value ?? '')
  if (due !== null && total !== null && due > total)
    reasons.push(`The amount due, ${fields.amountDue?.value}, is more than this invoice’s total.`)
  return { verdict: reasons.length === 0 ? 'clean' : 'needs review', reasons: [...new Set(reasons)] }
}
