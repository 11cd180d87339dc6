import type { PlanNode } from '../engine/plan'
import { scopeOf } from '../engine/scope-of'
import { resolveParams } from '../expressions/resolve-params'
import type { Json } from '../json'
import { isSame } from '../what-if/json-diff'
import { childOf, lookUp, type Path, type Seen } from './place'

const MOST = 5

/**
 * Which items of a list that a step was given the one at this place of its output is. Where it gave all that are the same
 * as this one, they stand in the order they came in; where it left some of them out, it may be any of them.
 */
export function itemsPicked(seen: Seen, node: PlanNode, step: string, param: string, path: Path): number[] {
  const output = seen.state.steps.get(step)?.output
  const { value: wanted } = lookUp(output, path)
  if (wanted === undefined) return []
  let [before, all] = [0, 0]
  for (const { value, isIt } of valuesLike(output, path, true)) {
    if (!isSame(value, wanted)) continue
    if (isIt) before = all
    all++
  }
  const list = listGiven(seen, node, step, param)
  const same = list.flatMap((item, at) => (isSame(item, wanted) ? [at] : []))
  return same.length === all ? same.slice(before, before + 1) : same.slice(0, MOST)
}

/** All that stands at such a path, whatever the numbers in it, in order. */
function* valuesLike(value: Json | undefined, [part, ...rest]: Path, isIt: boolean): Generator<{ value: Json; isIt: boolean }> {
  if (value === undefined) return
  if (part === undefined) yield { value, isIt }
  else if (typeof part === 'string') yield* valuesLike(childOf(value, part), rest, isIt)
  else if (Array.isArray(value)) for (const [at, each] of value.entries()) yield* valuesLike(each, rest, isIt && at === part)
}

/** Worked out again: what a step was given is not stored a second time. */
function listGiven({ plan, state, about }: Seen, { node }: PlanNode, step: string, param: string): Json[] {
  const scope = scopeOf(plan, state, step, { run: about, vars: state.vars ?? {} })
  const { [param]: list } = resolveParams({ [param]: node.params[param] ?? null }, {}, scope).values
  return Array.isArray(list) ? list : []
}
