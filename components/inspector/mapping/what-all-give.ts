import { isJsonObject, type Json, type JsonObject } from '@/flow/json'

type Start = { given: Json; schema: JsonObject | undefined }

/** The fields that every one of several starts gives; null when there are none. `began`: what the last run began with. */
export function whatAllGive(starts: readonly Start[], began: Json): { sample: JsonObject; schema: JsonObject } | null {
  const [first, ...others] = starts
  if (!first) return null
  const names = [...namesOf(first)].filter((name) => others.every((other) => namesOf(other).has(name)))
  if (names.length === 0) return null
  const only = (fields: Json | undefined) =>
    isJsonObject(fields) ? Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name))) : {}
  return {
    sample: { ...only(first.given), ...only(began) },
    schema: { type: 'object', ...defs(first.schema), properties: only(first.schema?.properties) },
  }
}

function namesOf({ given, schema }: Start): ReadonlySet<string> {
  return new Set([
    ...Object.keys(isJsonObject(schema?.properties) ? schema.properties : {}),
    ...(isJsonObject(given) ? Object.keys(given) : []),
  ])
}

/** What properties refer to. */
function defs(schema: JsonObject | undefined): JsonObject {
  return isJsonObject(schema?.$defs) ? { $defs: schema.$defs } : {}
}
