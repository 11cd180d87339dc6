import type { Json } from '@/flow/json'

const DATE = /^\d{4}-\d{2}-\d{2}$/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const LONGEST = 2_000

/** Any value in words for the person who decides. */
export function shown(value: Json): string {
  if (value === null || value === '') return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') return DATE.test(value) ? shownDate(value) : value.slice(0, LONGEST)
  return (typeof value === 'number' ? String(value) : JSON.stringify(value)).slice(0, LONGEST)
}

/** `4280.00` in EUR is `EUR 4,280.00`: by its digits, because a number would round it. */
export function shownAmount(amount: string, currency: string | null): string {
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(amount)
  if (!parts) return amount
  const [, sign = '', whole = '', cents = ''] = parts
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${currency ? `${currency} ` : ''}${sign}${grouped}${cents}`
}

export function shownDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  const name = MONTHS[(month ?? 0) - 1]
  return name ? `${date} ${name} ${year}` : day
}

/** In groups of four, as it stands on paper. */
export function shownIban(iban: string): string {
  return iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ')
}
