import type { Capabilities } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import { clockIn } from '@/flow/expressions/library/zones'

/** A day, or empty where none is given. @throws NodeError for what is no day, such as 31 February */
export function dayIn(text: string, name: string): string {
  const [found] = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(text) ?? []
  if (text === '' || (found !== undefined && isDay(found))) return found ?? ''
  throw new NodeError('xero_date', `“${text.slice(0, 40)}” can’t be used as ${name}.`, {
    retry: false,
    hint: 'Dates are written as 2026-12-02.',
  })
}

/** As calendars show it in the flow's time zone. */
export function today({ now, zone }: Capabilities['clock']): string {
  const { year, month, day } = clockIn(zone, now().getTime())
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
}

export function dueAfter(date: string, days: string): string {
  if (days === '') return ''
  if (!/^\d{1,3}$/.test(days)) {
    throw new NodeError('xero_days', `“${days.slice(0, 40)}” is not a number of days.`, { retry: false, hint: 'For example 14.' })
  }
  const due = new Date(date)
  due.setUTCDate(due.getUTCDate() + Number(days))
  return due.toISOString().slice(0, 10)
}

export function currencyIn(text: string): string {
  const code = text.toUpperCase()
  if (code === '' || /^[A-Z]{3}$/.test(code)) return code
  throw new NodeError('xero_currency', `“${text.slice(0, 40)}” is not a currency.`, { retry: false, hint: 'Three letters, such as EUR.' })
}

function isDay(text: string): boolean {
  const at = new Date(text)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
