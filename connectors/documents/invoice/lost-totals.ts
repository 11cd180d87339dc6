import type { LabelledAmount } from './labelled-amounts'

/** Totals that recognition lost, told by what surrounds them: a total and its rounding, cash and its
 * change, what was paid and what is left. */
export function lostTotals(amounts: readonly LabelledAmount[]): LabelledAmount[] {
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
