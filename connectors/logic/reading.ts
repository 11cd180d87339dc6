import type { Json } from '@/flow/json'

export function numberOf(value: Json): number | null {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(value) ? Number(value) : null
}

/**
 * ISO dates and times only: `2026-12-15`, `2026-12-15T09:00:00Z`. A time without a zone is UTC, so that the result does
 * not depend on where the worker stands.
 */
export function instantOf(value: Json): number | null {
  const parts =
    typeof value === 'string' ? /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/.exec(value) : null
  if (!parts) return null
  const [, day, time, zone = 'Z'] = parts
  const at = Date.parse(time === undefined ? `${day}` : `${day}T${time}${zone}`)
  return Number.isNaN(at) ? null : at
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
