import { type LabelledAmount, sameCents } from './labelled-amounts'
import type { Cents } from './money'

export type Pair = { net: LabelledAmount; tax: LabelledAmount | null; taxCents: Cents }

/** Net and tax that make the amount, with extras and discounts between them where they are stated. */
export function pairFor(cents: Cents, amounts: readonly LabelledAmount[]): Pair | null {
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
