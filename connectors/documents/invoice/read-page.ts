import type { Page } from '@/flow/define/document'
import { readIbans, readTaxId } from './bank'
import { combine } from './combine'
import { readCurrency } from './currency'
import { readItems } from './items'
import { kindOf } from './kind'
import { linesOf } from './layout'
import { centsOfDecimal, decimalMarkOf } from './money'
import { readNumber } from './number'
import type { Reading } from './reading'
import { readTotals } from './totals'
import { readVendor } from './vendor'
import { readWhen } from './when'

export type Hints = { currency: string | null }

/** Reads an invoice off its pages, in every way that they were recognised. */
export function readPage(pages: readonly Page[], hints: Hints): Reading {
  const ways = Math.max(1, ...pages.map(({ otherReadings = [] }) => 1 + otherReadings.length))
  const readings = Array.from({ length: ways }, (_, way) =>
    readOnce(
      pages.map((page) => ({ ...page, words: (way === 0 ? page.words : page.otherReadings?.[way - 1]) ?? page.words })),
      hints,
    ),
  )
  return combine(readings) ?? readOnce(pages, hints)
}

function readOnce(pages: readonly Page[], hints: Hints): Reading {
  const lines = linesOf(pages)
  const mark = decimalMarkOf(lines.map(({ text }) => text))
  const totals = readTotals(lines, mark)
  const when = readWhen(lines)
  const currency = readCurrency(lines, hints.currency)
  const { items, sum } = readItems(lines, mark)
  const { kind } = kindOf(lines, totals.total !== null)
  const [iban = null] = readIbans(lines)
  const doubts: string[] = []
  if (totals.contradicts) doubts.push('Net and tax do not add up to the total.')
  if (currency.ambiguous) doubts.push('The document names more than one currency.')
  if (!when.orderCertain) doubts.push('The date can be read in two ways: day first or month first.')
  const total = centsOfDecimal(totals.total?.value ?? '')
  const proofs = items.length > 0 && sum === total ? [...totals.proofs, 'lines' as const] : totals.proofs
  return {
    from: 'page',
    kindOfDocument: kind,
    fields: {
      vendor: readVendor(lines),
      vendorTaxId: readTaxId(lines, ({ text }, from) =>
        /client|customer|kunde|ihre|klant|cliente|buyer/i.test(text.slice(Math.max(0, from - 20), from + 25)),
      ),
      invoiceNumber: readNumber(lines),
      invoiceDate: when.invoiceDate,
      dueDate: when.dueDate,
      currency: currency.found,
      net: totals.net,
      tax: totals.tax,
      total: totals.total,
      amountDue: totals.amountDue,
      iban,
    },
    lines: items,
    proofs,
    doubts,
    ocr: pages.some(({ source }) => source === 'ocr'),
  }
}
