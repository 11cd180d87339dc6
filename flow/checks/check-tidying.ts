import { ALSO_WHEN_CANCELLED } from '../engine/parts'
import type { Node } from '../graph/graph'
import type { Problem } from '../graph/problem'
import { nameOf, type Survey } from './survey'

/** Where a part is done also when the run is cancelled, nothing in it waits (flow/engine/cancelling.ts). */
export function checkTidying(survey: Survey): Problem[] {
  const entries = survey.graph.nodes.filter(
    (node) => survey.typeOf(node)?.part === 'finally' && node.params[ALSO_WHEN_CANCELLED] === true && node.parentId !== undefined,
  )
  if (entries.length === 0) return []
  return survey.graph.nodes.flatMap((node) => {
    const entry = survey.typeOf(node)?.waits && !node.disabled && entries.find((entry) => isAfter(survey, node, entry))
    if (!entry) return []
    return [
      {
        code: 'waits-in-vain',
        severity: 'warning',
        message: `When the run is cancelled, ${nameOf(node)} fails: the steps after ${nameOf(entry)} wait for nothing then.`,
        hint: 'Move it out, or let it go on when it fails.',
        nodeId: node.id,
      },
    ]
  })
}

/** In the part the entry begins, however deep. */
function isAfter(survey: Survey, node: Node, entry: Node): boolean {
  const seen = new Set<Node>()
  for (let at: Node | undefined = node; at && !seen.has(at); at = survey.nodes.get(at.parentId ?? '')) {
    if (at.parentId === entry.parentId && survey.partOf(at) === survey.partOf(entry)) return true
    seen.add(at)
  }
  return false
}
