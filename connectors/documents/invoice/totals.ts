import { amountKindOf } from './amount-labels'
import { type Found, foundIn } from './found'
import { type LabelledAmount, labelledAmounts, sameCents } from './labelled-amounts'
import { type Line, spotIn } from './layout'
import { type Cents, type DecimalMark, decimalOf } from './money'

export type Proof = 'net-and-tax' | 'paid-and-due' | 'rate' | 'tax-row' | 'cash' | 'lines'

export type Totals = {
  total: Found | null
  net: Found | null
  tax: Found | null
  amountDue: Found | null
  /** What makes the total certain beyond its label. */
  proofs: Proof[]
  /** Net and tax are both stated and do not make the total. */
  contradicts: boolean
}

type Choice = { amount: LabelledAmount; score: number; proofs: Proof[]; pair: Pair | null }

type Pair = { net: LabelledAmount; tax: LabelledAmount | null; taxCents: Cents }

const PROOF_WORTH: Record<Proof, number> = { 'net-and-tax': 6, 'paid-and-due': 5, rate: 4, 'tax-row': 3, cash: 4, lines: 2 }

/** Which of the amounts is the total: what it is called counts, and what the others add up to counts more. */
export function readTotals(lines: readonly Line[], mark: DecimalMark): Totals {
  const amounts = labelledAmounts(lines, mark)
  const choices = [...candidatesOf(amounts), ...derivedFrom(amounts)]
    .map((amount) => weigh(amount, amounts, lines))
    .sort((a, b) => b.score - a.score)
  const [chosen] = choices
  if (!chosen) return { total: null, net: null, tax: null, amountDue: null, proofs: [], contradicts: false }
  const { amount, proofs, pair } = chosen
  const rival = choices.find((other) => other.amount.cents !== amount.cents)
  const lead = rival ? chosen.score - rival.score : 4
  const certainty = proofs.some((proof) => proof !== 'lines') ? 0.93 + Math.min(0.05, lead / 60) : 0.6 + Math.min(0.28, lead / 16)
  const net = pair?.net ?? only(amounts, 'net')
  const tax = pair ? pair.tax : only(amounts, 'tax')
  const due = amounts.find(({ kind, cents }) => kind === 'due' && cents !== amount.cents) ?? amounts.find(({ kind }) => kind === 'due')
  return {
    total: found(amount, Math.min(isOutdone(amount, amounts) ? certainty - 0.12 : certainty, mostFor(amount, proofs))),
    net: net ? found(net, pair ? 0.95 : 0.75) : null,
    tax: pair && !tax ? { ...found(pair.net, 0.8), value: decimalOf(pair.taxCents) } : tax ? found(tax, pair ? 0.95 : 0.75) : null,
    amountDue: due ? found(due, 0.85) : null,
    proofs,
    contradicts: contradicts(amount, amounts, proofs),
  }
}

/** A larger amount is called total too: the chosen one may be the total of a part. */
function isOutdone({ cents }: LabelledAmount, amounts: readonly LabelledAmount[]): boolean {
  return amounts.some((other) => other.kind === 'total' && other.strength >= 4 && other.exact && other.cents > cents + 10)
}

/** An amount that nothing names, or that is hardly a price, is a guess unless others prove it. */
function mostFor({ kind, exact, marked, line }: LabelledAmount, proofs: readonly Proof[]): number {
  if (!exact && !marked) return line.source === 'ocr' ? 0.35 : 0.7
  return kind === null && proofs.length === 0 ? 0.5 : 1
}

function found(amount: LabelledAmount, confidence: number): Found {
  return foundIn(decimalOf(amount.cents), confidence, spotIn(amount.line, amount.from, amount.to), amount.line.source)
}

function only(amounts: readonly LabelledAmount[], kind: LabelledAmount['kind']): LabelledAmount | null {
  const all = amounts.filter((amount) => amount.kind === kind && amount.exact)
  return new Set(all.map(({ cents }) => cents)).size === 1 ? (all[0] ?? null) : null
}

function candidatesOf(amounts: readonly LabelledAmount[]): LabelledAmount[] {
  const named = amounts.filter(({ kind, cents }) => (kind === 'total' || kind === 'due') && cents !== 0)
  const paid = amounts.filter(({ kind, exact, cents }) => kind === 'paid' && exact && cents !== 0)
  const loose = amounts.filter(({ kind, exact }) => kind === null && exact)
  const largest = loose.reduce<LabelledAmount | null>((top, one) => (top && top.cents >= one.cents ? top : one), null)
  const nets = amounts.filter(({ kind, exact, cents }) => kind === 'net' && exact && cents !== 0)
  return [...named, ...paid, ...(largest ? [largest] : []), ...nets]
}

function weigh(amount: LabelledAmount, amounts: readonly LabelledAmount[], lines: readonly Line[]): Choice {
  const { kind, strength, cents } = amount
  let score = kind === 'total' || kind === 'due' ? strength : kind === 'paid' ? strength - 0.5 : kind === 'net' ? 1 : 0.5
  if (!amount.exact) score -= amount.marked ? 1 : 3
  if (cents < 0) score -= 1
  // Of several totals of a receipt the last is what was asked for.
  score += ((amount.line.source === 'ocr' ? 3 : 1.5) * amount.at) / Math.max(1, lines.length)
  if (isInSummary(amount, lines)) score -= 3.5
  if (isInterim(amount, amounts)) score -= 3.5
  const sum = amount.before ?? cents
  const pair = pairFor(sum, amounts)
  const proofs: Proof[] = []
  if (pair || isUntaxed(sum, amounts)) proofs.push('net-and-tax')
  else if (rateFor(sum, amounts, lines)) proofs.push('rate')
  if (taxRowFor(sum, amounts)) proofs.push('tax-row')
  if (amount.toldBy !== 'paid-and-due' && isPaidAndDue(cents, amounts)) proofs.push('paid-and-due')
  if (kind !== 'paid' && amount.toldBy !== 'cash' && cashFor(cents, amounts)) proofs.push('cash')
  for (const proof of proofs) score += PROOF_WORTH[proof]
  if (proofs.length > 1) score -= 1
  const names = new Set(
    amounts
      .filter((other) => other.cents === cents && other.kind !== null && other.kind !== 'net' && other.kind !== 'tax')
      .map(({ at }) => at),
  )
  score += Math.min(2, names.size - 1) * 0.8
  if (amount.toldBy !== 'rounding') score += roundingFor(amount, amounts)
  return { amount, score, proofs, pair }
}

const SUMMARY = /(gst|sst|vat|tax|mwst|ust|tva|btw)\s*(su\w*mm?\w*|analysis|breakdown|details)|amount\W.{0,6}\s*tax\W/i

/** A tax summary repeats the sums by rate; its totals are not what is asked for. */
function isInSummary({ label, line, at }: LabelledAmount, lines: readonly Line[]): boolean {
  if (/\d\s?%\s*(rated|suppl)/i.test(label)) return true
  if (/incl/i.test(label)) return false
  if (line.source === 'ocr' && lines.slice(Math.max(0, at - 4), at).some(({ text }) => SUMMARY.test(text))) return true
  return /summary|analysis|rate|code|@\s*\d|=\s*\d+\s*%/i.test(label) && /%/.test(line.text) && !/total/i.test(label)
}

/** A total before tax or charges that a later, larger one includes. */
function isInterim({ cents, at }: LabelledAmount, amounts: readonly LabelledAmount[]): boolean {
  const later = amounts.filter(
    (other) => other.kind === 'total' && other.exact && other.at > at && other.cents > cents && other.cents < cents * 1.6,
  )
  return later.some((total) =>
    amounts.some(({ kind, at: between }) => between > at && between < total.at && (kind === 'tax' || kind === 'extra')),
  )
}

/** Totals that recognition lost, told by what surrounds them: a total and its rounding, cash and its
 * change, what was paid and what is left. */
function derivedFrom(amounts: readonly LabelledAmount[]): LabelledAmount[] {
  const recognised = amounts.filter(({ line, exact }) => line.source === 'ocr' && exact)
  const moves = recognised.filter(({ kind, cents }) => kind === 'rounding' && cents !== 0 && Math.abs(cents) < 5)
  const totals = recognised.filter(({ kind, cents }) => kind === 'total' && cents > 0 && cents % 5 !== 0)
  const rounded = totals.flatMap((total) =>
    moves.flatMap((move) =>
      [total.cents + move.cents, total.cents - move.cents]
        .filter((cents) => cents % 5 === 0)
        .map((cents) => ({ ...total, cents, before: total.cents, strength: 7, toldBy: 'rounding' as const })),
    ),
  )
  const change = recognised.filter(({ kind, cents }) => kind === 'change' && cents > 0)
  const cash = recognised.filter(({ kind }) => kind === 'paid')
  const kept = cash.flatMap((paid) =>
    change
      .filter(({ cents }) => cents < paid.cents)
      .map((back) => ({ ...paid, kind: 'total' as const, cents: paid.cents - back.cents, strength: 3.5, toldBy: 'cash' as const })),
  )
  const due = recognised.filter(({ kind, cents }) => kind === 'due' && cents > 0)
  const whole = cash.flatMap((paid) =>
    due.map((left) => ({ ...left, cents: paid.cents + left.cents, strength: 2, toldBy: 'paid-and-due' as const })),
  )
  return [...rounded, ...kept, ...whole]
}

/** What was paid before and what is left make the total; or an older balance and it make what is due. */
function isPaidAndDue(cents: Cents, amounts: readonly LabelledAmount[]): boolean {
  const paid = amounts.filter(({ kind, exact, cents: part }) => kind === 'paid' && exact && part !== 0)
  const due = amounts.filter(({ kind, exact, cents: part }) => kind === 'due' && exact && part !== 0)
  const older = amounts.filter(({ kind, exact, cents: part }) => kind === 'previous' && exact && part > 0)
  return (
    paid.some((before) => due.some((left) => sameCents(Math.abs(before.cents) + left.cents, cents))) ||
    older.some((before) => due.some((all) => sameCents(all.cents - before.cents, cents)))
  )
}

/** Net and tax that make the amount, with extras and discounts between them where they are stated. */
function pairFor(cents: Cents, amounts: readonly LabelledAmount[]): Pair | null {
  const nets = amounts.filter(({ kind, cents: net }) => kind === 'net' && net !== 0 && Math.sign(net) === Math.sign(cents))
  const taxes = amounts.filter(({ kind, exact }) => kind === 'tax' && exact)
  const sums = taxSums(taxes)
  const between = amounts
    .filter(({ kind }) => kind === 'extra' || kind === 'discount' || kind === 'rounding')
    .map(({ cents: extra }) => extra)
  for (const net of nets) {
    for (const { tax, taxCents } of sums) {
      if (taxCents === 0 ? net.cents !== cents || !tax : Math.abs(taxCents) > Math.abs(net.cents) * 0.4) continue
      if (taxCents === 0) continue
      if (sameCents(net.cents + Math.sign(cents) * Math.abs(taxCents), cents, 1)) return { net, tax, taxCents }
    }
  }
  for (const net of nets)
    for (const { tax, taxCents } of sums) {
      if (taxCents === 0 || Math.abs(taxCents) > Math.abs(net.cents) * 0.4) continue
      const rest = cents - net.cents - taxCents
      if (rest !== 0 && adjusts(rest, between)) return { net, tax, taxCents }
    }
  return null
}

function adjusts(rest: Cents, between: readonly Cents[]): boolean {
  const moves = between.filter((cents) => cents !== 0)
  if (moves.some((cents) => Math.abs(cents) === Math.abs(rest))) return true
  return moves.some((one, at) => moves.slice(at + 1).some((other) => [one + other, one - other, other - one].some((sum) => sum === rest)))
}

function taxSums(taxes: readonly LabelledAmount[]): { tax: LabelledAmount | null; taxCents: Cents }[] {
  const single = taxes.map((tax) => ({ tax, taxCents: tax.cents }))
  // The last amount of each line is its tax; lines of different rates add up.
  const perLine = [...new Map(taxes.map((tax) => [tax.at, tax])).values()]
  const pairs = perLine.flatMap((one, at) => perLine.slice(at + 1).map((other) => ({ tax: null, taxCents: one.cents + other.cents })))
  const all = perLine.length > 2 ? [{ tax: null, taxCents: perLine.reduce((sum, { cents }) => sum + cents, 0) }] : []
  return [...single, ...pairs, ...all]
}

/** No tax is stated as such, and the amount stands there both before and after it. */
function isUntaxed(cents: Cents, amounts: readonly LabelledAmount[]): boolean {
  const taxes = amounts.filter(({ kind, exact }) => kind === 'tax' && exact)
  const named = amounts.filter(({ kind, cents: other }) => other === cents && (kind === 'net' || kind === 'total' || kind === 'due'))
  return taxes.length > 0 && taxes.every((tax) => tax.cents === 0 || tax.cents === cents) && new Set(named.map(({ at }) => at)).size > 1
}

/** `Sales tax 3 %` without its amount. */
function rateFor(cents: Cents, amounts: readonly LabelledAmount[], lines: readonly Line[]): boolean {
  const rates = lines.flatMap(({ text }) => (amountKindOf(text)?.kind === 'tax' ? ratesIn(text) : []))
  const nets = amounts.filter(({ kind, cents: net }) => kind === 'net' && net !== 0)
  if (isTaxedAt(cents, amounts, rates)) return true
  // A tax that is stated counts; the rate would only explain it away.
  if (amounts.some(({ kind, exact, cents: tax }) => kind === 'tax' && exact && tax !== 0)) return false
  return nets.some((net) => rates.some((rate) => sameCents(Math.round(net.cents * (1 + rate / 100)), cents, 1)))
}

/** A base, whatever it is called, with a tax at a rate that is printed, and the rounding after them. */
function isTaxedAt(cents: Cents, amounts: readonly LabelledAmount[], rates: readonly number[]): boolean {
  const taxes = amounts.filter(({ kind, exact, cents: tax }) => kind === 'tax' && exact && tax > 0)
  const moves = [0, ...amounts.filter(({ kind, cents: move }) => kind === 'rounding' && Math.abs(move) < 10).map(({ cents: move }) => move)]
  return taxes.some((tax) =>
    amounts.some(
      (base) =>
        base.exact &&
        base.cents > tax.cents &&
        rates.some((rate) => sameCents(Math.round((base.cents * rate) / 100), tax.cents, 1)) &&
        moves.some((move) => base.cents + tax.cents + move === cents),
    ),
  )
}

function ratesIn(text: string): number[] {
  return [...text.matchAll(/(\d{1,2}(?:[.,]\d{1,2})?)\s?%/g)]
    .map(([, rate = '0']) => Number(rate.replace(',', '.')))
    .filter((rate) => rate > 0)
}

/** Two amounts of one row, a base and its tax, that make the total: `SR @ 6 %  29.25  1.75`. */
function taxRowFor(cents: Cents, amounts: readonly LabelledAmount[]): boolean {
  const rows = new Map<Line, LabelledAmount[]>()
  for (const amount of amounts) if (amount.exact) rows.set(amount.line, [...(rows.get(amount.line) ?? []), amount])
  return [...rows.values()].some((row) =>
    row.some((base, at) =>
      row
        .slice(at + 1)
        .some(
          (tax) =>
            base.cents > 0 &&
            tax.cents > 0 &&
            tax.cents < base.cents * 0.3 &&
            tax.cents > base.cents * 0.02 &&
            sameCents(base.cents + tax.cents, cents, 1),
        ),
    ),
  )
}

function cashFor(cents: Cents, amounts: readonly LabelledAmount[]): boolean {
  const paid = amounts.filter(({ kind }) => kind === 'paid')
  const change = amounts.filter(({ kind, exact }) => kind === 'change' && exact)
  return paid.some((cash) => change.some((back) => cash.cents >= cents && sameCents(Math.abs(cash.cents) - Math.abs(back.cents), cents)))
}

/** Where a total was rounded for paying in cash, the rounded one is the total. */
function roundingFor({ cents }: LabelledAmount, amounts: readonly LabelledAmount[]): number {
  const moves = amounts
    .filter(({ kind, cents: move }) => kind === 'rounding' && move !== 0 && Math.abs(move) < 10)
    .map(({ cents: move }) => move)
  if (cents % 5 !== 0) return moves.some((move) => (cents + move) % 5 === 0 || (cents - move) % 5 === 0) ? -2 : 0
  const isNamed = (other: Cents) => amounts.some(({ kind, cents: named }) => named === other && kind !== null)
  return moves.some((move) => isNamed(cents - move) || isNamed(cents + move)) ? 5 : 0
}

/** Both parts are stated, each one way, plainly, and yet do not make the total: somebody should look. */
function contradicts(total: LabelledAmount, amounts: readonly LabelledAmount[], proofs: readonly Proof[]): boolean {
  if (proofs.includes('net-and-tax')) return false
  const net = only(amounts, 'net')
  const tax = only(amounts, 'tax')
  if (!net || !tax) return false
  if (net.cents === total.cents) return false
  return !sameCents(net.cents + tax.cents, total.cents, 2)
}
