import type { Seen } from '@/flow/checks/typing'
import { nodeOf } from '@/flow/engine/step'
import type { Json } from '@/flow/json'
import { isJsonObject } from '@/flow/json'
import type { FollowedRun } from '../runs/follow-run'

/** So many steps are looked through: a loop over a million items shows in its first ones what they are like. */
const MOST = 20_000

/** What each node gave in a run, for what its data is like: its first result, in loops as well. */
export function seenIn({ state, plan }: FollowedRun): Seen {
  const outputs = new Map<string, Json>()
  let looked = 0
  for (const [step, { status, output }] of state.steps) {
    if (++looked > MOST) break
    const id = nodeOf(step)
    if (status === 'completed' && !outputs.has(id) && !isSetAside(output)) outputs.set(id, output)
  }
  const triggers = [...plan.nodes.values()].filter(({ kind }) => kind === 'trigger')
  const [only] = triggers
  if (only && triggers.length === 1 && state.seq > 0 && !isSetAside(state.input)) outputs.set(only.node.id, state.input)
  return ({ id }) => outputs.get(id)
}

/** A value too large for the journal is somewhere else; its reference says nothing of what it is like. */
function isSetAside(value: Json): boolean {
  const file = isJsonObject(value) ? value.$file : undefined
  return isJsonObject(file) && file.contentType === 'application/vnd.kaos.value+json'
}
