import { type DateOrder, dateOrderOf, datesIn, daysAfter } from './dates'
import { type Found, foundIn } from './found'
import { type Line, overlapAcross, spotIn } from './layout'

export type When = { invoiceDate: Found | null; dueDate: Found | null; orderCertain: boolean }

const ISSUED =
  /(invoice|inv\.?|bill(ing)?|tax|receipt|document|issue)\s*-?\s*dat|dat(e|ed|um)\s*(of|de|der|d.)?\s*(the\s*|la\s*)?(issue|invoice|factur|[ée]mission|rechnung)|(rechnungs|beleg|ausstellungs)\s*-?\s*datum|factuur\s*-?\s*datum|fecha\s*(de\s*)?(la\s*)?(factura|emisi|expedici)|data\s*(della\s*|da\s*|de\s*)?(fattura|documento|emiss)/i
const PLAIN =
  /(^|[^\p{L}])(dat(e|um|a)|dated|fecha|dt|tarikh)\s*(\/\s*time|&\s*time)?\s*\.?\s*[:.]?\s*$|(^|[^\p{L}])(vom|von|du|dated)\s*$/iu
const DUE =
  /due\s*date|payment\s*due|(?<!\p{L})due\s*(by|on|:|before)|(?<!\p{L})due\s*$|pay(able|ment)?\s*(by|before|until)|f[äa]llig(keit)?(sdatum)?|zahlbar\s*bis|(netto|abzug|abschlag)\s*bis|zahl(en|ung)\s.{0,40}bis|[üu]berweisen\s.{0,40}bis|[ée]ch[ée]ance|date\s*limite|[àa]\s*payer\s*avant|verval(datum|dag)|uiterste\s*betaal|betalen\s*(voor|v[óo][óo]r)|vencimiento|scadenza|forfallsdato|f[öo]rfallo/iu
const OTHER =
  /order|bestell|liefer|leistung|delivery|deliver|expir|exp\b|print(ed)?|period|zeitraum|ship|service|livraison|valid|g[üu]ltig|start|from|since|birth|check.?in|check.?out|training|versand|version|software|skonto|discount|escompte|op\s*$/i

type Candidate = { iso: string; other?: string; line: Line; at: number; from: number; to: number; score: number; due: number }

/** The day the invoice was written, and the day it is to be paid, if the document states one. */
export function readWhen(read: readonly Line[]): When {
  const lines = read.map((line) => (line.source === 'ocr' ? { ...line, text: withThisCentury(line.text) } : line))
  const { order, certain } = dateOrderOf(lines.map(({ text }) => text).join('\n'))
  const candidates = lines.flatMap((line, at) => candidatesIn(lines, line, at, order))
  const issued = best(candidates, ({ score, at }) => score - (2 * at) / Math.max(1, lines.length))
  const due = best(
    candidates.filter(({ due }) => due > 0),
    ({ due }) => due,
  )
  const invoiceDate = issued
    ? foundIn(issued.iso, dateConfidence(issued, candidates, certain), spotIn(issued.line, issued.from, issued.to), issued.line.source)
    : null
  const dueDate = due ? foundIn(due.iso, certain || !due.other ? 0.95 : 0.75, spotIn(due.line, due.from, due.to), due.line.source) : null
  return { invoiceDate, dueDate: dueDate ?? (invoiceDate ? fromTerms(lines, invoiceDate) : null), orderCertain: certain || !issued?.other }
}

/** `12/03/2418` was recognised wrong: no invoice is of another century. */
function withThisCentury(text: string): string {
  return text.replace(/(\d{1,2}[-/.]\d{1,2}[-/.]2)[1-9](\d{2})(?!\d)/g, '$10$2')
}

function best(candidates: readonly Candidate[], worth: (candidate: Candidate) => number): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>((top, one) => (top === undefined || worth(one) > worth(top) ? one : top), undefined)
}

function dateConfidence({ score, other, iso }: Candidate, all: readonly Candidate[], certain: boolean): number {
  const alone = new Set(all.filter(({ due }) => due === 0).map((one) => one.iso)).size === 1
  const labelled = score >= 5 ? 0.96 : score >= 2 ? 0.88 : alone ? 0.85 : 0.6
  const year = Number(iso.slice(0, 4))
  return labelled - (other && !certain ? 0.3 : 0) - (year < 1995 || year > 2040 ? 0.3 : 0)
}

function candidatesIn(lines: readonly Line[], line: Line, at: number, order: DateOrder): Candidate[] {
  const dates = datesIn(line.text, order)
  return dates.map((date, index) => {
    const before = line.text.slice(index === 0 ? 0 : dates[index - 1]?.to, date.from)
    const own = /(?:^|\s{2})\s*[:#]?\s*$/.test(before)
    const nearest =
      before
        .split(/\s{2,}/)
        .filter((part) => /\p{L}{2}/u.test(part))
        .at(-1) ?? ''
    // A date that fills its cell is named by the cell before it, if that is a label at all, else by the head of its column.
    const beside = own && !isLabel(nearest) ? '' : nearest
    const label = beside === '' ? labelAbove(lines, at, line, date) || nearest : nearest
    const distant = nearest !== '' && !/[\p{L}\p{N}]{2}/u.test(before.slice(before.lastIndexOf(nearest) + nearest.length))
    const isDue = DUE.test(label) && !/skonto|discount|escompte/i.test(label.slice(label.search(DUE)))
    const isOther = OTHER.test(label)
    let score = 0
    if (ISSUED.test(label)) score = 6
    else if (isDue) score = -6
    else if (isOther) score = -4
    else if (/(invoice|rechnung|factu|fattura|avoir|gutschrift|credit).*(vom|von|du|dated|date|of)\s*$/i.test(label)) score = 5.5
    else if (PLAIN.test(label.replace(/[\s:.]+$/, ''))) score = 4
    else if (/invoice|rechnung|factu|fattura|bill/i.test(label)) score = 3
    else if (/\d{1,2}:\d{2}/.test(line.text.slice(date.to, date.to + 14))) score = 1.5
    // `TOTAL DUE ON <the invoice's own date>`: both.
    const due =
      isDue && !isOther ? (distant ? 5 : 4) + (/due\s*date|f[äa]llig|[ée]ch[ée]ance|verval|vencim|scaden/i.test(label) ? 1 : 0) : 0
    return { iso: date.iso, ...(date.other ? { other: date.other } : {}), line, at, from: date.from, to: date.to, score, due }
  })
}

function isLabel(text: string): boolean {
  return /:\s*$/.test(text) || ISSUED.test(text) || DUE.test(text) || OTHER.test(text) || PLAIN.test(text)
}

/** A date alone in its cell is named by the head of its column, or by the line before. */
function labelAbove(lines: readonly Line[], at: number, line: Line, date: { from: number; to: number }): string {
  const { box } = spotIn(line, date.from, date.to)
  for (const above of lines.slice(Math.max(0, at - 3), at).reverse()) {
    if (above.page !== line.page || line.top - above.bottom > line.height * 3) return ''
    const head = above.cells.find((cell) => overlapAcross(cell.box, box) > 0.3)
    if (head && /\p{L}{3}/u.test(head.text)) return head.text
  }
  return ''
}

const PAYMENT = /pay|terms|(?<!\p{L})net(to)?(?!\p{L})|due|zahl|f[äa]llig|r[èe]glement|paiement|betal|pago|pagamento/iu
const NOT_PAYMENT = /return|exchange|refund|warrant|retour|umtausch|widerruf|delivery|liefer|late|interest|verzug|mahn/i
const DAYS =
  /(?:net|netto|within|innerhalb(?:\s*von)?|binnen|terms?\s*:?|conditions?\s*:?|[àa]|termijn\s*:?|payment\s*:?|due\s*in)\s*(\d{1,3})\s*(?:days?|tagen?|jours?|dagen|d[ií]as|giorni)|(\d{1,3})\s*(?:days?|tagen?|jours?|dagen|d[ií]as|giorni)\s*(?:net|from|after|ohne|rein|nach|fin|na\b)|(?:^|terms\W{0,3}\s*)net\s*(\d{1,3})(?![.,]?\d)/gi

/** Terms such as `30 days from the date of invoice` state a day too. Two different terms, or a discount, state none. */
function fromTerms(lines: readonly Line[], issued: Found): Found | null {
  const stated = lines.flatMap((line) => {
    if (!PAYMENT.test(line.text) || NOT_PAYMENT.test(line.text)) return []
    return [...line.text.matchAll(DAYS)].flatMap((match) => {
      const after = line.text.slice(match.index + match[0].length, match.index + match[0].length + 22)
      if (/%|skonto|discount|escompte/i.test(after.split(/[,;]/)[0] ?? '')) return []
      const days = Number(match[1] ?? match[2] ?? match[3])
      return days <= 180 ? [{ line, days, from: match.index, to: match.index + match[0].length }] : []
    })
  })
  const [first] = stated
  if (!first || new Set(stated.map(({ days }) => days)).size > 1) return null
  return foundIn(
    daysAfter(issued.value, first.days),
    Math.min(0.85, issued.confidence),
    spotIn(first.line, first.from, first.to),
    first.line.source,
  )
}
