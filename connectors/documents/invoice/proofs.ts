import { amountKindOf } from './amount-labels'
import { type LabelledAmount, sameCents } from './labelled-amounts'
import type { Line } from './layout'
import type { Cents } from './money'
import { type Pair, pairFor } from './net-and-tax'

/** Arithmetic that makes an amount the total, whatever it is called. */
export type Proof = 'net-and-tax' | 'paid-and-due' | 'rate' | 'tax-row' | 'cash' | 'lines'

export function proofsOf(
  amount: LabelledAmount,
  amounts: readonly LabelledAmount[],
  lines: readonly Line[],
): { proofs: Proof[]; pair: Pair | null } {
  const { cents, kind, toldBy } = amount
  const sum = amount.before ?? cents
  const pair = pairFor(sum, amounts)
  const proofs: Proof[] = []
  if (pair || isUntaxed(sum, amounts)) proofs.push('net-and-tax')
  else if (rateFor(sum, amounts, lines)) proofs.push('rate')
  if (taxRowFor(sum, amounts)) proofs.push('tax-row')
  if (toldBy !== 'paid-and-due' && isPaidAndDue(cents, amounts)) proofs.push('paid-and-due')
  if (kind !== 'paid' && toldBy !== 'cash' && cashFor(cents, amounts)) proofs.push('cash')
  return { proofs, pair }
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
