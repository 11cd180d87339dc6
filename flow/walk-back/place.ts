import type { Plan } from '../engine/plan'
import type { RunState } from '../engine/state'
import type { Scope } from '../expressions/scope'
import { isJsonObject, type Json } from '../json'

export type Path = readonly (string | number)[]

/** Where a value stands in a run: in what a step was given or in what it gave. `pass`: in what a container takes from that pass. */
export type Place = { step: string; side: 'input' | 'output'; path: Path; pass?: number }

/** `about`: what the expressions of the run see as `run`. */
export type Seen = { plan: Plan; state: RunState; about: Scope['run'] }

/** What stands at the end of the path, or how far down there is something at all. */
export function lookUp(value: Json | undefined, path: Path): { value: Json | undefined; depth: number } {
  let found = value
  for (const [depth, part] of path.entries()) {
    const next = childOf(found, part)
    if (next === undefined) return { value: undefined, depth }
    found = next
  }
  return { value: found, depth: path.length }
}

export function childOf(value: Json | undefined, part: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof part === 'number' ? value[part] : undefined
  return isJsonObject(value) && Object.hasOwn(value, part) ? value[part] : undefined
}
