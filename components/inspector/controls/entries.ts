import { isJsonObject, type Json, type JsonObject } from '@/flow/json'

/** The records of a list parameter; anything else in it is passed over. */
export function entriesOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

export function replaced(entries: readonly JsonObject[], index: number, change: JsonObject): JsonObject[] {
  return entries.map((entry, at) => (at === index ? { ...entry, ...change } : entry))
}

/** Without its last entry a list parameter is gone, so that its default counts again. */
export function removed(entries: readonly JsonObject[], index: number): JsonObject[] | undefined {
  const rest = entries.filter((_, at) => at !== index)
  return rest.length > 0 ? rest : undefined
}
