import type { ScopePart } from '../define/define'
import type { Edge, Node } from '../graph/graph'
import { groupBy } from '../graph/group-by'

/** A scope's bodies, in the order in which their turn comes. */
export const TRY = 0
export const CATCH = 1
export const FINALLY = 2

/** The parameter of the last part's entry with which it is done also when the run is cancelled. */
export const ALSO_WHEN_CANCELLED = 'alsoWhenCancelled'

/**
 * Which part of its scope each node belongs to: to the one whose entry leads to it, else to what is tried.
 * A node that two entries lead to belongs to the later part; the line from the other is never decided, and named by the checks.
 */
export function partsOf(
  nodes: readonly Node[],
  edges: readonly Edge[],
  partOf: (node: Node) => ScopePart | undefined,
): ReadonlyMap<string, number> {
  const parts = new Map<string, number>()
  const entries = nodes.filter((node) => partOf(node) !== undefined)
  if (entries.length === 0) return parts
  const out = groupBy(edges, (edge) => edge.source)
  const parents = new Map(nodes.map((node) => [node.id, node.parentId]))
  for (const [part, index] of [
    ['catch', CATCH],
    ['finally', FINALLY],
  ] as const) {
    const reached = entries.filter((node) => partOf(node) === part).map(({ id }) => id)
    for (let id = reached.pop(); id !== undefined; id = reached.pop()) {
      if (parts.get(id) === index) continue
      parts.set(id, index)
      for (const { target } of out.get(id) ?? []) if (parents.get(target) === parents.get(id)) reached.push(target)
    }
  }
  return parts
}
