import { scopeOf } from '../engine/scope-of'
import { nodeOf } from '../engine/step'
import { hasExpression } from '../expressions/parse-template'
import { resolveParams } from '../expressions/resolve-params'
import { isJsonObject, type Json } from '../json'
import { givenTo } from './given-to'
import type { StepTypes } from './origins-of'
import { lookUp, type Path, type Place, type Seen } from './place'

/** A piece of the input that is likely to be why a step failed, and what is wrong with it. */
export type Suspect = { place: Place; value: Json; what: 'unreadable' | 'refused' | 'empty' | 'given' }

const MOST = 3

/**
 * What in the input of a failed step may have made it fail, the most likely first: mappings that could not be read, the
 * field that its type refused, then mapped fields that came out empty, then all that a step computes from.
 */
export function suspectsOf(seen: Seen, step: string, type: StepTypes[string]): Suspect[] {
  const node = seen.plan.nodes.get(nodeOf(step))
  const error = seen.state.steps.get(step)?.error
  if (!node || !error) return []
  const { params } = node.node
  const input = type?.input ?? {}
  const scope = scopeOf(seen.plan, seen.state, step, { run: seen.about, vars: seen.state.vars ?? {} })
  const { values, errors } = resolveParams(params, input, scope)
  const at = (path: Path, what: Suspect['what']): Suspect => {
    return { place: { step, side: 'input', path }, value: lookUp(values, path).value ?? null, what }
  }
  const unreadable = Object.keys(errors).map((field) => at(pathFrom(field), 'unreadable'))
  if (unreadable.length > 0) return unreadable.slice(0, MOST)
  if (error.code === 'invalid_input' && error.path) return [at(pathFrom(error.path), 'refused')]
  const empty = emptyFields(params, values, [])
  if (empty.length > 0 || type?.effect !== 'none' || node.container || node.node.type.startsWith(STEERS))
    return empty.slice(0, MOST).map((path) => at(path, 'empty'))
  return givenTo(step, params, input)
    .slice(0, MOST)
    .map(({ path }) => at(path, 'given'))
}

/** Other flows, waits and deliberate ends fail for reasons of their own. */
const STEERS = 'flow.'

function pathFrom(field: string): Path {
  return field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/** Mapped fields whose value is nothing. */
function emptyFields(param: Json, value: Json | undefined, path: Path): Path[] {
  if (typeof param === 'string') return hasExpression(param) && (value === null || value === '') ? [path] : []
  if (Array.isArray(param)) return param.flatMap((each, at) => emptyFields(each, lookUp(value, [at]).value, [...path, at]))
  if (!isJsonObject(param)) return []
  return Object.entries(param).flatMap(([key, each]) => emptyFields(each, lookUp(value, [key]).value, [...path, key]))
}
