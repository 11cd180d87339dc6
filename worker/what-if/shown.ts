import type { Plan } from '@/flow/engine/plan'
import { nodeOf } from '@/flow/engine/step'
import type { Json } from '@/flow/json'
import type { Change } from '@/flow/what-if/json-diff'

/** Letters of a value that are kept to be shown. */
const LARGEST_SHOWN = 16_000

export function cut(value: Json): Json {
  const letters = JSON.stringify(value).length
  return letters <= LARGEST_SHOWN ? value : { leftOut: true, letters }
}

export function cutChange({ path, before, after }: Change): Change {
  return { path, ...(before === undefined ? {} : { before: cut(before) }), ...(after === undefined ? {} : { after: cut(after) }) }
}

export function labelOf(plan: Plan, step: string): string | null {
  const node = plan.nodes.get(nodeOf(step))?.node
  return node ? node.label || node.key : null
}
