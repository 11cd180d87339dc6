import type { Seen } from '@/flow/checks/typing'
import { nodeOf } from '@/flow/engine/step'
import { isJsonObject } from '@/flow/is-json-object'
import type { Json } from '@/flow/json'
import type { Type } from '@/flow/types/type'
import { learnedFrom } from '@/flow/types/type-of-value'
import type { FollowedRun } from '../../runs/follow-run'

/** So many steps are looked through: a loop over a million items shows in its first ones what they are like. */
const MOST = 20_000

/** What the data of each node is like, by what it gave in a run: its first result, in loops as well. */
export function seenIn({ state, plan }: FollowedRun): Seen {
  const types = new Map<string, Type>()
  let looked = 0
  for (const [step, { status, output }] of state.steps) {
    if (++looked > MOST) break
    const id = nodeOf(step)
    if (status === 'completed' && !types.has(id) && !isSetAside(output)) types.set(id, learnedFrom(output))
  }
  const triggers = [...plan.nodes.values()].filter(({ kind }) => kind === 'trigger')
  const [only] = triggers
  if (only && triggers.length === 1 && state.seq > 0 && !isSetAside(state.input)) types.set(only.node.id, learnedFrom(state.input))
  return types
}

/** A value too large for the journal is somewhere else; its reference says nothing of what it is like. */
function isSetAside(value: Json): boolean {
  const file = isJsonObject(value) ? value.$file : undefined
  return isJsonObject(file) && file.contentType === 'application/vnd.kaos.value+json'
}
