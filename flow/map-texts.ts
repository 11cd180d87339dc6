import type { Json } from './json'

/** Changes every text inside a value; what has no changed text in it stays the same object. */
export function mapTexts<Value extends Json>(value: Value, change: (text: string) => string): Value
export function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map((item) => mapTexts(item, change))
    return items.some((item, at) => item !== value[at]) ? items : value
  }
  const entries = Object.entries(value).map(([key, part]) => [key, mapTexts(part, change)] as const)
  return entries.some(([key, part]) => part !== value[key]) ? Object.fromEntries(entries) : value
}
