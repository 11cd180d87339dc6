const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const TENTHS = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** A length of time as a person would say it: `0.2 s`, `1.4 s`, `42 s`, `3 m 20 s`, `2 h 5 m`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 10) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 9.95 * SECOND) return `${TENTHS.format(Math.max(ms, 50) / SECOND)} s`
  const seconds = Math.round(ms / SECOND)
  if (seconds < 60) return `${seconds} s`
  const rounded = seconds * SECOND
  if (rounded < HOUR) return pair(rounded, MINUTE, 'm', SECOND, 's')
  if (rounded < DAY) return pair(rounded, HOUR, 'h', MINUTE, 'm')
  return pair(rounded, DAY, 'd', HOUR, 'h')
}

function pair(ms: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((ms % big) / small)
  return `${Math.floor(ms / big)} ${bigUnit}${rest > 0 ? ` ${rest} ${smallUnit}` : ''}`
}
