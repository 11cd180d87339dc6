const STEPS = [
  [60, 'second'],
  [60, 'minute'],
  [24, 'hour'],
  [7, 'day'],
] as const

/** `now`, `3 minutes ago`, `yesterday`, `in 2 hours`; from a week on the date itself. */
export function formatRelative(at: Date, now: number, locale?: string): string {
  let amount = (at.getTime() - now) / 1_000
  if (Math.abs(amount) < 10) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second')
  for (const [length, unit] of STEPS) {
    if (Math.abs(Math.round(amount)) < length) {
      return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(amount), unit)
    }
    amount /= length
  }
  const sameYear = at.getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(at)
}
