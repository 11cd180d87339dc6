import { sameCents } from './labelled-amounts'
import type { Line } from './layout'
import { amountsIn, type Cents, type DecimalMark, decimalOf } from './money'

export type LineItem = { description: string; quantity: string | null; unitPrice: string | null; amount: string }

const HEAD =
  /(description|item|product|artikel|bezeichnung|beschreibung|leistung|d[ée]signation|omschrijving|descripci[óo]n|descrizione|service|details)/i
const HEAD_AMOUNT = /(amount|total|price|betrag|preis|gesamt|montant|prix|bedrag|prijs|importe|precio|importo|prezzo|rm\b)/i
const END =
  /^(sub\s*-?\s*total|total|zwischensumme|summe|netto|totaal|totale|sous|amount\s*due|balance|belegsummen|umsatzsteuer|exclusief|tax|vat|gst|[csi]gst|sales\s*tax|base\s*imponible|imponibile|iva|tva|btw|moms|mwst|ust|zzgl|\d{1,2}([.,]\d+)?\s?%|discount|rabatt|shipping|versand)/i

/** The rows of the table of goods: between its heading and its sums, each ending in an amount. */
export function readItems(lines: readonly Line[], mark: DecimalMark): { items: LineItem[]; sum: Cents } {
  const start = lines.findIndex(({ text, cells }) => cells.length >= 2 && HEAD.test(text) && HEAD_AMOUNT.test(text))
  if (start < 0) return { items: [], sum: 0 }
  const items: LineItem[] = []
  let sum = 0
  for (const line of lines.slice(start + 1)) {
    const first = line.cells.find(({ text }) => /\p{L}{2}/u.test(text))
    if (first && END.test(first.text.trim())) break
    const amounts = amountsIn(line.text, mark)
    const last = amounts.at(-1)
    if (!first || !last || !(last.exact || last.marked)) continue
    const earlier = amounts.slice(0, -1)
    const price = earlier.findLast(({ exact, marked }) => exact || marked)
    const quantity = earlier.find(
      (one) => price && one !== price && price.cents !== 0 && sameCents((one.cents / 100) * price.cents, last.cents, 1),
    )
    items.push({
      description: first.text.slice(0, 300),
      quantity: quantity ? decimalOf(quantity.cents).replace(/\.00$/, '') : null,
      unitPrice: price ? decimalOf(price.cents) : null,
      amount: decimalOf(last.cents),
    })
    sum += last.cents
  }
  return { items: items.slice(0, 200), sum }
}
