import type { Json } from '@/flow/json'

/** How a value stands in the middle of a text: plain, or as JSON. */
export function asText(value: Json): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')
}
