import type { Page } from '@/flow/define/document'
import { readIbans } from './bank'
import { datesIn, daysAfter } from './dates'
import type { Found } from './found'
import { type Line, linesOf } from './layout'
import { amountsIn, centsOfDecimal, decimalMarkOf } from './money'
import type { Reading } from './reading'

/**
 * People approve what they see, programs pay what the XML says. Whatever in the XML the page does not show is a reason for
 * a person to look, whoever made the difference and why.
 */
export function conflictsBetween(xml: Reading, page: Reading, pages: readonly Page[]): string[] {
  const lines = linesOf(pages)
  const text = lines.map((line) => line.text).join('\n')
  if (text.length < 40) return ['The pages show no text that the XML could be compared with.']
  const { fields } = xml
  const conflicts: string[] = []
  const differs = (what: string, found: Found | null, isShown: (value: string) => boolean) => {
    if (found && !isShown(found.value)) conflicts.push(`The XML says ${what} “${found.value.slice(0, 80)}”; the page does not show it.`)
  }
  differs('the vendor is', fields.vendor, (value) => shows(text, value))
  differs('the invoice number is', fields.invoiceNumber, (value) => packed(text).includes(packed(value)))
  differs('the total is', fields.total, (value) => showsAmount(lines, value))
  differs('the amount due is', fields.amountDue, (value) => showsAmount(lines, value))
  differs('the invoice date is', fields.invoiceDate, (value) => showsDate(text, value))
  differs('the due date is', fields.dueDate, (value) => showsDate(text, value) || followsFromTerms(text, value, fields.invoiceDate?.value))
  const ibans = readIbans(lines).map(({ value }) => value)
  if (ibans.length > 0) differs('the account is', fields.iban, (value) => ibans.includes(value.replace(/\s/g, '')))
  for (const { what, ours, theirs } of [
    { what: 'total', ours: page.fields.total, theirs: [fields.total, fields.amountDue] },
    { what: 'currency', ours: page.fields.currency, theirs: [fields.currency] },
  ]) {
    const known = theirs.flatMap((found) => found?.value ?? [])
    // A credit note may be written with or without its minus.
    const isKnown = known.some((value) => value.replace('-', '') === ours?.value.replace('-', ''))
    if (ours && ours.confidence >= 0.93 && known.length > 0 && !isKnown && conflicts.length === 0)
      conflicts.push(`The page says the ${what} is “${ours.value}”, the XML “${known[0]}”.`)
  }
  return conflicts
}

function shows(text: string, name: string): boolean {
  if (packed(text).includes(packed(name))) return true
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
  const parts = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return parts.filter((part) => words.has(part)).length >= parts.length * 0.8
}

function showsAmount(lines: readonly Line[], value: string): boolean {
  const cents = centsOfDecimal(value)
  if (cents === null || cents === 0) return true
  const mark = decimalMarkOf(lines.map(({ text }) => text))
  return lines.some(({ text }) => amountsIn(text, mark).some((amount) => Math.abs(amount.cents) === Math.abs(cents)))
}

function showsDate(text: string, iso: string): boolean {
  return (['day-first', 'month-first'] as const).some((order) => datesIn(text, order).some((date) => date.iso === iso))
}

function followsFromTerms(text: string, due: string, issued: string | undefined): boolean {
  if (issued === undefined) return false
  const days = [...text.matchAll(/(\d{1,3})\s*(days?|tagen?|jours?|j\b|dagen|d[ií]as|giorni)/gi)].map(([, count]) => Number(count))
  return days.some((count) => daysAfter(issued, count) === due)
}

function packed(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
