import { ExpressionError } from '../expression-error'
import { type DateValue, isRealDay, readDate, utcMs, type WrittenDate } from './dates'
import { placed } from './zones'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const TOKENS = /'(?:[^']|'')*'|yyyy|yy|MMMM|MMM|MM|M|dd|d|HH|H|hh|h|mm|m|ss|s|SSS|a|XXX/g

/** How each letter of a format reads, and what it sets. */
const READERS: Record<string, { pattern: string; field: string }> = {
  yyyy: { pattern: '\\d{4}', field: 'year' },
  yy: { pattern: '\\d{2}', field: 'shortYear' },
  MMMM: { pattern: '[A-Za-z]{3,9}', field: 'monthName' },
  MMM: { pattern: '[A-Za-z]{3,9}', field: 'monthName' },
  MM: { pattern: '\\d{2}', field: 'month' },
  M: { pattern: '\\d{1,2}', field: 'month' },
  dd: { pattern: '\\d{2}', field: 'day' },
  d: { pattern: '\\d{1,2}', field: 'day' },
  HH: { pattern: '\\d{2}', field: 'hour' },
  H: { pattern: '\\d{1,2}', field: 'hour' },
  hh: { pattern: '\\d{2}', field: 'hour12' },
  h: { pattern: '\\d{1,2}', field: 'hour12' },
  mm: { pattern: '\\d{2}', field: 'minute' },
  m: { pattern: '\\d{1,2}', field: 'minute' },
  ss: { pattern: '\\d{2}', field: 'second' },
  s: { pattern: '\\d{1,2}', field: 'second' },
  SSS: { pattern: '\\d{3}', field: 'ms' },
  a: { pattern: '[AaPp][Mm]', field: 'half' },
  XXX: { pattern: 'Z|[+-]\\d{2}:?\\d{2}', field: 'offset' },
}

/** A time without an offset is one by the clocks of `zone`. */
export function parseDate(text: string, format: string | undefined, zone: string): DateValue {
  const date = format === undefined ? readDate(text) : readFormatted(text.trim(), format)
  if (date) return placed(date, zone)
  const wanted = format === undefined ? '2026-03-31 or 2026-03-31T09:00:00Z' : format
  throw new ExpressionError('failed', `"${text.slice(0, 40)}" is not a date like ${wanted}.`, {
    hint: 'Say how it is written, for example parseDate(text, "dd.MM.yyyy").',
  })
}

function readFormatted(text: string, format: string): WrittenDate | undefined {
  if (format.length > 100) return undefined
  const { source, fields } = patternOf(format)
  // Each at most once: a hundred `d` in a row would make the pattern try every way to share out the digits.
  if (new Set(fields).size < fields.length) return undefined
  const match = new RegExp(`^${source}$`).exec(text.slice(0, 200))
  if (!match) return undefined
  const found: Record<string, string> = {}
  fields.forEach((field, index) => {
    found[field] = match[index + 1] ?? ''
  })
  const number = (field: string, otherwise: number) => (found[field] === undefined ? otherwise : Number(found[field]))
  const year = found.shortYear === undefined ? number('year', Number.NaN) : 2000 + number('shortYear', 0)
  const month = found.monthName === undefined ? number('month', 1) : MONTHS.indexOf(found.monthName.slice(0, 3).toLowerCase()) + 1
  const day = number('day', 1)
  const hour = hourOf(found, number)
  const [minute, second, ms] = [number('minute', 0), number('second', 0), number('ms', 0)]
  if (!isRealDay(year, month, day) || hour > 23 || minute > 59 || second > 59) return undefined
  const dayOnly = !['hour', 'hour12', 'minute', 'second'].some((field) => found[field] !== undefined)
  const byClocks = !dayOnly && found.offset === undefined
  return { ms: utcMs({ year, month, day, hour, minute, second, ms }) - offsetOf(found.offset), dayOnly, byClocks }
}

function hourOf(found: Record<string, string>, number: (field: string, otherwise: number) => number): number {
  if (found.hour12 === undefined) return number('hour', 0)
  const hour = number('hour12', 0)
  if (hour < 1 || hour > 12) return Number.POSITIVE_INFINITY
  return (hour % 12) + (/p/i.test(found.half ?? '') ? 12 : 0)
}

function offsetOf(offset: string | undefined): number {
  if (!offset || offset === 'Z') return 0
  return (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * 60_000
}

function patternOf(format: string): { source: string; fields: string[] } {
  const fields: string[] = []
  let source = ''
  let at = 0
  for (const match of format.matchAll(TOKENS)) {
    source += escaped(format.slice(at, match.index))
    at = match.index + match[0].length
    const reader = READERS[match[0]]
    source += reader ? `(${reader.pattern})` : escaped(match[0].slice(1, -1).replaceAll("''", "'"))
    if (reader) fields.push(reader.field)
  }
  return { source: source + escaped(format.slice(at)), fields }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
