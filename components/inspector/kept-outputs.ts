import type { Json, JsonObject } from '@/flow/json'

const kept = new WeakMap<JsonObject, { from: readonly unknown[]; value: Json }>()

/**
 * What was made of these parameters the last time, as long as nothing else it was made from is another. Whoever goes from step to
 * step of a long flow looks at much the same outputs each time.
 */
export function keptOutput(params: JsonObject, from: readonly unknown[], make: () => Json): Json {
  const before = kept.get(params)
  if (before && before.from.length === from.length && before.from.every((each, at) => Object.is(each, from[at]))) return before.value
  const value = make()
  kept.set(params, { from, value })
  return value
}
