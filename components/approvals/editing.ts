import type { AskedField } from '@/flow/define/approval'
import type { Json } from '@/flow/json'
import { parseNumber } from './parse-number'

/** How a value is edited. `none`: lists and objects are not changed by hand. */
export type EditKind = 'text' | 'number' | 'date' | 'choice' | 'none'

type Value = Pick<AskedField, 'value' | 'shown'>

const DATE = /^\d{4}-\d{2}-\d{2}$/
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/
const FIGURE = /-?\d(?:[\d.,'’\s\u00a0\u202f]*\d)?/

export function editKindOf({ value, shown }: Value): EditKind {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'choice'
  if (typeof value === 'string') {
    if (isDate(value)) return 'date'
    return isAmountAsText({ value, shown }) ? 'number' : 'text'
  }
  return value === null ? 'text' : 'none'
}

/** What stands in the control when editing begins. */
export function textOf(value: Json): string {
  if (value === null || typeof value === 'object') return ''
  return String(value)
}

/** What was typed, in the kind of the value that was read; or why it can't be that. */
export function parseEdit(field: Value, text: string): { value: Json } | { problem: string } {
  const trimmed = text.trim()
  const kind = editKindOf(field)
  if (kind === 'choice') return { value: trimmed === 'true' }
  if (kind === 'date') return isDate(trimmed) ? { value: trimmed } : { problem: 'This is not a date.' }
  if (kind !== 'number') return trimmed === '' && field.value !== null ? { problem: 'Write a value.' } : { value: trimmed || null }
  const number = parseNumber(trimmed)
  if ('problem' in number) return number
  if (typeof field.value === 'number') return { value: Number(number.digits) }
  const decimals = typeof field.value === 'string' ? (field.value.split('.')[1]?.length ?? 0) : 0
  const [whole = '0', fraction = ''] = number.digits.split('.')
  return { value: decimals > 0 ? `${whole}.${fraction.padEnd(decimals, '0')}` : number.digits }
}

/** An edited value as the one that was read is shown: `EUR 4,280.00` becomes `EUR 4,290.00`. */
export function shownAfter(field: Value, value: Json, locale?: string): string {
  const { shown } = field
  if (value === null) return 'Nothing'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (editKindOf(field) === 'date' && typeof value === 'string') return dateLike(shown, value, locale)
  if (editKindOf(field) === 'number') return numberLike(shown, String(value), locale)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export function sameValue(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function isDate(text: string): boolean {
  return DATE.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
}

/** Amounts often travel as text. `20261187` shown as it is is a number of an invoice, not an amount. */
function isAmountAsText({ value, shown }: Value): boolean {
  return typeof value === 'string' && PLAIN_NUMBER.test(value) && shown !== value && FIGURE.test(shown)
}

function numberLike(shown: string, digits: string, locale?: string): string {
  const fraction = digits.split('.')[1]?.length ?? 0
  const read = /[.,](\d{1,2})(?!\d)/.exec(FIGURE.exec(shown)?.[0] ?? '')?.[1]?.length ?? 0
  const figure = new Intl.NumberFormat(locale, { minimumFractionDigits: Math.max(read, fraction), maximumFractionDigits: 10 }).format(
    Number(digits),
  )
  return FIGURE.test(shown) ? shown.replace(FIGURE, figure) : figure
}

function dateLike(shown: string, day: string, locale?: string): string {
  if (DATE.test(shown)) return day
  const order = /^\d{1,2} [A-Z][a-z]{2} \d{4}$/.test(shown) ? 'en-GB' : locale
  return new Intl.DateTimeFormat(order, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(day))
}
