import { lineOf } from '@/flow/draft/changes'
import type { EdgeView } from '@/flow/engine/run-view'
import type { Graph } from '@/flow/graph/graph'

/** New lines green, lines that are gone dotted; all others as ever. */
export function lineLooks(before: Graph, after: Graph, drawn: Graph): Map<string, EdgeView> {
  const [old, now] = [new Set(before.edges.map(lineOf)), new Set(after.edges.map(lineOf))]
  return new Map(
    drawn.edges.flatMap((edge): [string, EdgeView][] => {
      const line = lineOf(edge)
      if (!now.has(line)) return [[edge.id, 'dead']]
      return old.has(line) ? [] : [[edge.id, 'taken']]
    }),
  )
}
