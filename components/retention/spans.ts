import type { Outputs } from '../trpc/types'

export type Retention = Outputs['retention']['get']['installation']
export type Kept = Retention['details']

const SPANS: readonly [Kept, string][] = [
  [30, '30 days'],
  [90, '90 days'],
  [365, '1 year'],
  [1_095, '3 years'],
  [3_650, '10 years'],
  ['forever', 'For ever'],
]

export function spanInWords(kept: Kept): string {
  return SPANS.find(([span]) => span === kept)?.[1] ?? `${kept} days`
}

/** What can be chosen, and what is chosen although it can't: an installation may have a number of its own. */
export function spanOptions(from: Kept, chosen: Kept): { value: string; label: string }[] {
  const spans = SPANS.map(([span]) => span).filter((span) => isAtLeast(span, from))
  const all = spans.includes(chosen) ? spans : [chosen, ...spans]
  return all.map((span) => ({ value: String(span), label: spanInWords(span) }))
}

export function spanOf(value: string): Kept {
  return value === 'forever' ? 'forever' : Number(value)
}

export function isAtLeast(one: Kept, other: Kept): boolean {
  return one === 'forever' || (other !== 'forever' && one >= other)
}
