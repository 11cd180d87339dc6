import { ExpressionError } from '../expression-error'

/** A moment, and whether it was written as a day only: `2026-03-31` stays a day through `addDays`. */
export type DateValue = { ms: number; dayOnly: boolean }

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i

/** As it is written. `byClocks`: a time that says no offset, so its `ms` are those of such a time in UTC (zones.ts, `placed`). */
export type WrittenDate = DateValue & { byClocks: boolean }

/** ISO text. Days that do not exist (31 February) are refused, not moved. */
export function readDate(text: string): WrittenDate | undefined {
  const match = ISO.exec(text.trim())
  if (!match) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] = match
  if (!isRealDay(Number(year), Number(month), Number(day))) return undefined
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const ms = utcMs({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    ms: Math.floor(Number(`0.${fraction}`) * 1000),
  })
  const dayOnly = match[4] === undefined
  return { ms: ms - offsetMs(offset), dayOnly, byClocks: !dayOnly && offset === undefined }
}

export function writeDate({ ms, dayOnly }: DateValue): string {
  const date = new Date(ms)
  const year = date.getUTCFullYear()
  if (Number.isNaN(ms) || Number.isNaN(year) || year < 0 || year > 9999) throw new ExpressionError('failed', 'The date is out of range.')
  const iso = date.toISOString()
  return dayOnly ? iso.slice(0, 10) : iso
}

export function isRealDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export function daysInMonth(year: number, month: number): number {
  return new Date(utcMs({ year, month: month + 1, day: 0, hour: 0, minute: 0, second: 0, ms: 0 })).getUTCDate()
}

export type Clock = { year: number; month: number; day: number; hour: number; minute: number; second: number; ms: number }

export function utcMs({ year, month, day, hour, minute, second, ms }: Clock): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, ms)
  return date.getTime()
}

function offsetMs(offset: string | undefined): number {
  if (!offset || /z/i.test(offset)) return 0
  const sign = offset.startsWith('-') ? -1 : 1
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * 60_000
}

export function clockOf(ms: number): Clock {
  const date = new Date(ms)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    ms: date.getUTCMilliseconds(),
  }
}
