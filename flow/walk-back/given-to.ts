import { hasExpression } from '../expressions/parse-template'
import { isJsonObject, type Json, type JsonObject } from '../json'
import { childOf, type Path, type Place } from './place'

const MOST = 20

/** The mapped pieces of what a step is given. */
export function givenTo(step: string, params: JsonObject, input: JsonObject): Place[] {
  return mappedIn(params, input, [])
    .slice(0, MOST)
    .map((path) => ({ step, side: 'input', path }))
}

/** What is literal holds no mapping, whatever it looks like: code, for one. */
function mappedIn(param: Json, schema: Json | undefined, path: Path): Path[] {
  if (isJsonObject(schema) && schema.resolve === 'literal') return []
  if (typeof param === 'string') return hasExpression(param) ? [path] : []
  if (Array.isArray(param)) return param.flatMap((each, at) => mappedIn(each, childOf(schema, 'items'), [...path, at]))
  if (!isJsonObject(param)) return []
  return Object.entries(param).flatMap(([key, each]) => mappedIn(each, childOf(childOf(schema, 'properties'), key), [...path, key]))
}
