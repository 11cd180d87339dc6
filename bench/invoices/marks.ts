import type { InvoiceOutput } from '@/connectors/documents/invoice-output'
import type { Truth } from './truth'

export const FIELDS = ['total', 'number', 'date', 'due', 'currency', 'vendor', 'net', 'tax', 'amountDue'] as const
export type Field = (typeof FIELDS)[number]

/** `right-empty`: rightly nothing. `invented`: a value where the document has none. `unjudged`: the truth does not say. */
export type Mark = 'right' | 'right-empty' | 'wrong' | 'missing' | 'invented' | 'unjudged'

/** Several readings of one document may be right (`currency is ambiguous, accept CAD or USD`). */
export function markOf(field: Field, output: InvoiceOutput, truth: Truth): Mark {
  switch (field) {
    case 'total':
      return compared(output.total, truth.total, sameAmount)
    case 'net':
      return compared(output.net, truth.net, sameAmount)
    case 'tax':
      return compared(output.tax, truth.tax, sameAmount)
    case 'amountDue':
      return compared(output.amountDue ?? output.total, truth.amount_due, sameAmount)
    case 'number':
      return compared(output.invoiceNumber, truth.invoice_number, (a, b) => packed(a) === packed(b))
    case 'date':
      return compared(output.invoiceDate, truth.invoice_date, (a, b) => a === b)
    case 'currency':
      return compared(output.currency, truth.currency, (a, b) => a === b || accepted(truth.note).includes(a))
    case 'vendor':
      return truth.vendor_any.length === 0
        ? 'unjudged'
        : compared(output.vendor, truth.vendor_any[0], (name) => isVendor(name, truth.vendor_any))
    case 'due':
      if (truth.due_date === undefined) return 'unjudged'
      if (truth.due_date === null) return output.dueDate === null ? 'right-empty' : 'invented'
      return compared(output.dueDate, truth.due_date, (a, b) => a === b)
  }
}

function compared(read: string | null, true_: string | null | undefined, same: (a: string, b: string) => boolean): Mark {
  if (true_ === null || true_ === undefined) return 'unjudged'
  if (read === null) return 'missing'
  return same(read, true_) ? 'right' : 'wrong'
}

function sameAmount(a: string, b: string): boolean {
  return Math.round(Number(a) * 100) === Math.round(Number(b) * 100)
}

function accepted(note: string | undefined): string[] {
  return /accept ([A-Z]{3}) or ([A-Z]{3})/.exec(note ?? '')?.slice(1) ?? []
}

/**
 * The same name, however it is spelled: without case, accents and punctuation, either four fifths of the words are shared
 * (legal forms apart), or the letters differ by no more than 15 in 100 (with or without legal forms).
 */
export function isVendor(name: string, spellings: readonly string[]): boolean {
  return spellings.some((spelling) => {
    const [a, b] = [plainName(name), plainName(spelling)]
    const [short, full] = [withoutForm(a), withoutForm(b)]
    return wordsShared(short, full) >= 0.8 || likeness(short, full) >= 0.85 || likeness(a, b) >= 0.85
  })
}

const LEGAL_FORMS =
  /\b(sdn|bhd|s b|pte|pvt|pty|ltd|limited|llc|inc|incorporated|corp|corporation|gmbh|ag|kg|ohg|ug|sarl|sas|sa|srl|spa|bv|b v|nv|plc|co|company)\b/g

function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function withoutForm(plain: string): string {
  return plain.replace(LEGAL_FORMS, ' ').replace(/\s+/g, ' ').trim() || plain
}

/** Of the words of the longer name, so that a part of a name is not taken for the whole. */
function wordsShared(a: string, b: string): number {
  const [one, other] = [new Set(a.split(' ')), new Set(b.split(' '))]
  return [...one].filter((word) => other.has(word)).length / Math.max(one.size, other.size)
}

function likeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 0 : 1 - distance(a, b) / longer
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const exchanged = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

function packed(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
