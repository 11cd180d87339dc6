import { nodeOf } from '../engine/step'
import { type Origin, originsOf, type StepTypes } from './origins-of'
import { lookUp, type Place, type Seen } from './place'

/**
 * The way back from a value: what each step on it gave, the nearest first, and how it ends. It goes on as long as the
 * mappings alone tell: through steps that pass on what they are given, and past what was worked out from one thing, or from
 * several of which one is empty; until the step that made it, or worked it out from several.
 */
export type Trail = { hops: Place[]; end: Origin[]; missing?: string }

const LONGEST = 100

export function walkBack(seen: Seen, types: StepTypes, from: Place): Trail {
  const hops: Place[] = []
  let at = from
  while (hops.length < LONGEST) {
    const origins = originsOf(seen, types, at)
    const next = onlyWay(seen, origins)
    if (!next) return { hops, end: origins }
    if (next.from.side === 'output') hops.push(next.from)
    if (next.missing !== undefined) return { hops, end: [{ kind: whyMissing(seen, next.from) }], missing: next.missing }
    at = next.from
  }
  return { hops, end: [{ kind: 'made' }] }
}

type Way = Extract<Origin, { from: Place }>

function onlyWay({ state }: Seen, origins: readonly Origin[]): Way | undefined {
  const ways = origins.filter((origin): origin is Way => 'from' in origin)
  if (origins.length === 1) return ways[0]
  const [empty, ...more] = ways.filter(({ from, missing }) => {
    const { value } = from.side === 'output' ? lookUp(state.steps.get(from.step)?.output, from.path) : { value: undefined }
    return missing !== undefined || value === null || value === ''
  })
  return more.length === 0 ? empty : undefined
}

function whyMissing({ plan, state }: Seen, { step }: Place): 'arrived' | 'made' | 'passed-over' {
  if (plan.nodes.get(nodeOf(step))?.kind === 'trigger') return 'arrived'
  return state.steps.get(step)?.status === 'skipped' ? 'passed-over' : 'made'
}
