import { isJsonObject } from '../is-json-object'
import type { Json, JsonObject } from '../json'

/**
 * A field that is only there for some choice of another is otherwise neither asked for, checked nor resolved.
 * `fields` are the `properties` of the JSON Schema that `values` follow.
 */
export function isShown(name: string, fields: JsonObject, values: JsonObject, depth = 0): boolean {
  const showIf = own(fields, name, 'showIf')
  if (depth > 10 || !isJsonObject(showIf) || typeof showIf.param !== 'string' || !Array.isArray(showIf.in)) return true
  return hasOneOf(showIf.param, showIf.in, fields, values) && isShown(showIf.param, fields, values, depth + 1)
}

/** Whether a parameter, as given or by default, has one of these values. */
export function hasOneOf(param: string, those: readonly Json[], fields: JsonObject, values: JsonObject): boolean {
  const value = Object.hasOwn(values, param) ? values[param] : own(fields, param, 'default')
  return those.includes(value ?? null)
}

function own(fields: JsonObject, name: string, what: string): Json | undefined {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  return isJsonObject(field) ? field[what] : undefined
}
