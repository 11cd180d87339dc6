import type { JsonObject } from './json'

/** Apart from the schemas in json.ts, so that a page that only looks at JSON need not bring zod along. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
