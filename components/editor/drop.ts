import type { Edit } from '@/flow/draft/edits'
import type { CanvasNode } from '../canvas/flow-node'
import { CONTAINER_HEAD } from '../canvas/measures'
import type { Box } from '../canvas/place'
import type { GraphState } from '../draft/graph-store'

/**
 * Where dragged steps were let go: in a container they belong to it from now on, outside of theirs they leave it.
 * Lines that would cross a container's border are taken away.
 */
export function dropEdits(
  dropped: readonly CanvasNode[],
  boxes: ReadonlyMap<string, Box>,
  containers: ReadonlySet<string>,
  graph: GraphState,
): Edit[] {
  const ids = new Set(dropped.map((node) => node.id))
  const edits: Edit[] = []
  const moves: { id: string; position: { x: number; y: number } }[] = []
  const notes: typeof moves = []
  const rehomed = new Map<string, string | undefined>()

  for (const { id, type, position, parentId } of dropped) {
    if (type === 'note') {
      notes.push({ id, position: rounded(position) })
      continue
    }
    const box = boxes.get(id)
    if (!box) continue
    const home =
      parentId !== undefined && ids.has(parentId)
        ? parentId
        : containerUnder(box, boxes, (other) => containers.has(other) && !ids.has(other) && !isInside(other, id, graph))
    if (home === parentId) moves.push({ id, position: rounded(position) })
    else {
      const around = home === undefined ? { x: 0, y: 0 } : (boxes.get(home) ?? { x: 0, y: 0 })
      edits.push({
        type: 'node.patch',
        id,
        patch: { parentId: home ?? null, position: rounded({ x: box.x - around.x, y: box.y - around.y }) },
      })
      rehomed.set(id, home)
    }
  }
  if (moves.length > 0) edits.push({ type: 'node.move', moves })
  if (notes.length > 0) edits.push({ type: 'note.move', moves: notes })
  if (rehomed.size > 0) edits.push({ type: 'edge.disconnect', ids: crossing(rehomed, graph) })
  return edits
}

/** The innermost container under the middle of the card's head. */
export function containerUnder(box: Box, boxes: ReadonlyMap<string, Box>, mayHold: (id: string) => boolean): string | undefined {
  const x = box.x + box.width / 2
  const y = box.y + 20
  let found: { id: string; area: number } | undefined
  for (const [id, other] of boxes) {
    const inside = x > other.x && x < other.x + other.width && y > other.y + CONTAINER_HEAD / 2 && y < other.y + other.height
    const area = other.width * other.height
    if (inside && mayHold(id) && (!found || area < found.area)) found = { id, area }
  }
  return found?.id
}

function isInside(id: string, container: string, graph: GraphState): boolean {
  for (let at = graph.nodes.get(id); at; at = at.parentId === undefined ? undefined : graph.nodes.get(at.parentId)) {
    if (at.id === container) return true
  }
  return false
}

function crossing(rehomed: ReadonlyMap<string, string | undefined>, graph: GraphState): string[] {
  const homeOf = (id: string) => (rehomed.has(id) ? rehomed.get(id) : graph.nodes.get(id)?.parentId)
  return [...graph.edges.values()].filter((edge) => homeOf(edge.source) !== homeOf(edge.target)).map((edge) => edge.id)
}

function rounded({ x, y }: { x: number; y: number }) {
  return { x: Math.round(x), y: Math.round(y) }
}
