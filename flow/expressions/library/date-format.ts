import { ExpressionError } from '../expression-error'
import type { DateValue } from './dates'
import { dateFormat, inLocale } from './locale'
import { clockIn, zoneOffsetMs } from './zones'

const TOKENS = /'(?:[^']|'')*'|yyyy|yy|MMMM|MMM|MM|M|dd|d|EEEE|EEE|HH|H|hh|h|mm|m|ss|s|SSS|a|XXX/g

/** The letters of Unicode's date formats that people use; anything in 'quotes' stays as it is. */
export function formatDate(date: DateValue, format: string, zoneName: string, locale: string): string {
  if (format.length > 200) throw new ExpressionError('failed', 'A date format may have 200 characters at most.')
  const zone = date.dayOnly ? 'UTC' : zoneName
  const clock = clockIn(zone, date.ms)
  const name = (options: Intl.DateTimeFormatOptions) =>
    inLocale(locale, (tag) => dateFormat(tag, { ...options, timeZone: zone, calendar: 'gregory' }).format(date.ms))
  const written = (token: string): string => {
    switch (token) {
      case 'yyyy':
        return pad(clock.year, 4)
      case 'yy':
        return pad(clock.year % 100, 2)
      case 'MMMM':
        return name({ month: 'long' })
      case 'MMM':
        return name({ month: 'short' })
      case 'EEEE':
        return name({ weekday: 'long' })
      case 'EEE':
        return name({ weekday: 'short' })
      case 'hh':
      case 'h':
        return pad(clock.hour % 12 || 12, token.length)
      case 'a':
        return clock.hour < 12 ? 'AM' : 'PM'
      case 'SSS':
        return pad(clock.ms, 3)
      case 'XXX':
        return offset(zoneOffsetMs(zone, date.ms))
      default:
        return token.startsWith("'") ? unquoted(token) : pad(PLAIN[token.charAt(0)]?.(clock) ?? 0, token.length)
    }
  }
  return format.replace(TOKENS, written)
}

const PLAIN: Record<string, (clock: ReturnType<typeof clockIn>) => number> = {
  M: ({ month }) => month,
  d: ({ day }) => day,
  H: ({ hour }) => hour,
  m: ({ minute }) => minute,
  s: ({ second }) => second,
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

function unquoted(token: string): string {
  return token === "''" ? "'" : token.slice(1, -1).replaceAll("''", "'")
}

function offset(ms: number): string {
  const minutes = Math.abs(Math.round(ms / 60_000))
  return ms === 0 ? 'Z' : `${ms < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`
}
