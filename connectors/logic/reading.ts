import { readDate, type WrittenDate } from '@/flow/expressions/library/dates'
import { placed } from '@/flow/expressions/library/zones'
import type { Json } from '@/flow/json'

export function numberOf(value: Json): number | null {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(value) ? Number(value) : null
}

/** ISO dates and times only: `2026-12-15`, `2026-12-15T09:00:00Z`. */
export function dateOf(value: Json): WrittenDate | null {
  return typeof value === 'string' ? (readDate(value) ?? null) : null
}

/** Two dates, to be compared: beside one with an offset, a time without one is one by the clocks of `zone`. */
export function instantsOf(left: Json, right: Json, zone: () => string): [number, number] | null {
  const [a, b] = [dateOf(left), dateOf(right)]
  if (!a || !b) return null
  return areMixed([a, b]) ? [placed(a, zone()).ms, placed(b, zone()).ms] : [a.ms, b.ms]
}

/** Whether some say an offset and some are by clocks, so that they can't be put in order as they are written. */
export function areMixed(dates: readonly (WrittenDate | null)[]): boolean {
  return dates.some((date) => date?.byClocks) && dates.some((date) => date && !date.byClocks && !date.dayOnly)
}

export function isEmpty(value: Json): boolean {
  if (value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}

export function textOf(value: Json): string {
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export function shown(value: Json): string {
  if (isEmpty(value)) return 'nothing'
  const text = textOf(value)
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text
  return typeof value === 'string' && numberOf(value) === null ? `“${short}”` : short
}
