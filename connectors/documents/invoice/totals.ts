import { type Found, foundIn } from './found'
import { type LabelledAmount, labelledAmounts, sameCents } from './labelled-amounts'
import { type Line, spotIn } from './layout'
import { lostTotals } from './lost-totals'
import { type Cents, type DecimalMark, decimalOf } from './money'
import type { Pair } from './net-and-tax'
import { type Proof, proofsOf } from './proofs'

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

const PROOF_WORTH: Record<Proof, number> = { 'net-and-tax': 6, 'paid-and-due': 5, rate: 4, 'tax-row': 3, cash: 4, lines: 2 }

/** Which of the amounts is the total: what it is called counts, and what the others add up to counts more. */
export function readTotals(lines: readonly Line[], mark: DecimalMark): Totals {
  const amounts = labelledAmounts(lines, mark)
  const choices = [...candidatesOf(amounts), ...lostTotals(amounts)]
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
  const { proofs, pair } = proofsOf(amount, amounts, lines)
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
