import { nodeOf } from '../engine/step'
import { type Origin, type OutputSchemas, originsOf } from './origins-of'
import type { Place, Seen } from './place'

/**
 * The way back from a value: what each step on it gave, the nearest first, and how it ends. It goes on as long as the
 * mappings alone tell: through steps that pass on what they are given, until one that made it or worked it out.
 */
export type Trail = { hops: Place[]; end: Origin[]; missing?: string }

const LONGEST = 100

export function walkBack(seen: Seen, types: OutputSchemas, from: Place): Trail {
  const hops: Place[] = []
  let at = from
  for (let hop = 0; hop < LONGEST; hop++) {
    const origins = originsOf(seen, types, at)
    const [only] = origins
    if (origins.length !== 1 || only?.kind !== 'taken') return { hops, end: origins }
    if (only.from.side === 'output') hops.push(only.from)
    if (only.missing !== undefined) return { hops, end: [{ kind: isTrigger(seen, only.from) ? 'arrived' : 'made' }], missing: only.missing }
    at = only.from
  }
  return { hops, end: [{ kind: 'made' }] }
}

function isTrigger({ plan }: Seen, { step }: Place): boolean {
  return plan.nodes.get(nodeOf(step))?.kind === 'trigger'
}
