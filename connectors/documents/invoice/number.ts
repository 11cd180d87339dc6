import { datesIn } from './dates'
import { type ReadValue, type Sighting, valuesOf } from './find-value'
import { type Found, foundIn } from './found'
import type { Line } from './layout'

const NO = String.raw`(?:numbers?|num\.?|no\.?|nr\.?|nummer|n\.|n[°ºo]\.?(?=[\s:.#]|\d)|№|#|id\b)`
const INVOICE = String.raw`(?:invoice|inv\.?|tax\s*inv(?:oice)?|factuur|facture|factura|fatura|fattura|faktura|\p{L}*rechnungs?|credit\s*(?:note|memo)|gutschrifts?|avoir|creditnota|nota\s*de\s*cr[ée]dito)`

/** From the plainest label to the vaguest, each with how far it is believed. */
const LABELS: readonly { label: RegExp; confidence: number }[] = [
  {
    label: new RegExp(String.raw`(?<!\p{L})${INVOICE}\s*(?:\(\d+\))?\s*[-/.]?\s*${NO}(?!\p{L})\s*(?:${NO})?\s*[:.#]*`, 'iu'),
    confidence: 0.97,
  },
  {
    label:
      /(?:n[°ºo]\.?|num[ée]ro|n[úu]mero|nummer|number)\s*(?:de\s*|della\s*|da\s*|der\s*|of\s*)?(?:la\s*|the\s*)?(?:facture|factura|fattura|fatura|rechnung|invoice|documento)\s*[:.#]*/iu,
    confidence: 0.95,
  },
  { label: /^(?:number|nummer|num[ée]ro|n[úu]mero)\s*[:.]+/iu, confidence: 0.85 },
  { label: /(?<!\p{L})beleg\s*-?\s*(?:nummer|nr\.?)\s*[:.#]*/iu, confidence: 0.92 },
  { label: new RegExp(String.raw`^(?:tax\s*|commercial\s*)?${INVOICE}\s*[:#]?\s*(?:${NO})?\s*[:.#]*`, 'iu'), confidence: 0.9 },
  {
    label: new RegExp(
      String.raw`(?<!\p{L})(?:doc(?:ument)?|bill|receipt|rcpt|voucher|cash\s*bill|ticket|bon)\s*[#-]?\s*${NO}\s*[:.#]*`,
      'iu',
    ),
    confidence: 0.86,
  },
  {
    label: /^(?:cash\s*bill|trans(?:action)?|slip|check|chk|trx|order|ref(?:erence)?)\s*(?:no\.?|number|#|id)?\s*[:.#]+/iu,
    confidence: 0.55,
  },
]

/** The number of the invoice: what its label names, in the shape a number has. */
export function readNumber(lines: readonly Line[]): Found | null {
  for (const { label, confidence } of LABELS) {
    const sightings = valuesOf(lines, label, readToken).filter(({ line }) => !isOfSomethingElse(line.text))
    const best = sightings.find(({ how }) => how === 'beside') ?? sightings[0]
    if (best) return foundIn(best.value, confidence - doubt(sightings), best.cell, best.line.source)
  }
  return null
}

function doubt(sightings: readonly Sighting<string>[]): number {
  return new Set(sightings.map(({ value }) => value)).size > 1 ? 0.15 : 0
}

const TOKEN = /#?\s*([\p{L}\p{N}][\p{L}\p{N}_\-/.]*)/uy

const readToken: ReadValue<string> = (text) => {
  const start = /^[\s:.#]*/.exec(text)?.[0].length ?? 0
  TOKEN.lastIndex = start
  const match = TOKEN.exec(text)
  if (!match) return null
  let value = (match[1] ?? '').replace(/[.,:/-]+$/, '')
  let to = match.index + match[0].length
  // `RE 1001`, `INV 2024 …`: a short prefix apart from its digits.
  if (/^(?!n[or]?$)\p{L}{1,5}$/iu.test(value)) {
    const digits = /^\s+(\d[\d\-/.]*\d)(?![\p{L}\d])/u.exec(text.slice(to))
    if (!digits) return null
    value = `${value} ${digits[1]}`
    to += digits[0].length
  }
  return isNumber(value, text.slice(start)) ? { value, from: match.index, to } : null
}

function isNumber(value: string, text: string): boolean {
  if (!/\d/.test(value) || value.length > 40) return false
  if (/^\d{1,3}([.,]\d{3})*[.,]\d{2}$/.test(value)) return false
  const [date] = datesIn(text, 'day-first')
  return !(date && date.from < value.length)
}

function isOfSomethingElse(text: string): boolean {
  return /(previous|original|related|li[ée]e|origine)\s+(invoice|facture)|facture\s+(li[ée]e|d.origine)/i.test(text)
}
