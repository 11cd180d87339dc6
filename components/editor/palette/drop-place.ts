import type { ManifestNode } from '@/flow/define/manifest'
import type { Position } from '@/flow/graph/graph'
import { takesLines } from '@/flow/graph/ports'
import { FIRST_PORT_Y } from '../../canvas/measures'
import type { Box } from '../../canvas/place'
import type { GraphState } from '../../draft/graph-store'
import type { AddRequest } from '../add-node'
import { containerUnder } from '../drop'

/** How far from a way out a card may be let go and still be joined to it, in canvas pixels. */
const NEAR = 56

/** A way out of a step, where it lies on the canvas. */
export type WayOut = { nodeId: string; port: string } & Position

export type Surface = {
  graph: GraphState
  /** In the flow's own coordinates. */
  boxes: ReadonlyMap<string, Box>
  containers: ReadonlySet<string>
  waysOut: readonly WayOut[]
}

/**
 * What letting a new card go here means: into the line under it, behind the way out beside it, into the container around
 * it, or simply here. `edgeId` is the line under it, if there is one.
 */
export function dropPlace(type: ManifestNode, card: Box, edgeId: string | null, on: Surface): AddRequest {
  const takesInput = takesLines(type)
  const leadsOn = !('list' in type.ports) || type.ports.list.length > 0
  if (edgeId && takesInput && leadsOn) return { kind: 'on-edge', edgeId }
  const at = { x: Math.round(card.x), y: Math.round(card.y) }
  const near = takesInput ? nearest(card, on) : undefined
  const parentId = type.kind === 'trigger' ? undefined : containerUnder(card, on.boxes, (id) => on.containers.has(id))
  if (near && on.graph.nodes.get(near.nodeId)?.parentId === parentId) {
    return { kind: 'after', source: near.nodeId, port: near.port, at: within(at, parentId, on) }
  }
  return parentId === undefined ? { kind: 'free', at } : { kind: 'inside', parentId, at: within(at, parentId, on) }
}

/** The free way out nearest to where the card's own way in would be. */
function nearest(card: Box, { graph, waysOut }: Surface): WayOut | undefined {
  const taken = new Set([...graph.edges.values()].map((edge) => `${edge.source} ${edge.sourcePort}`))
  let found: { way: WayOut; distance: number } | undefined
  for (const way of waysOut) {
    if (taken.has(`${way.nodeId} ${way.port}`)) continue
    const distance = Math.hypot(way.x - card.x, way.y - (card.y + FIRST_PORT_Y))
    if (distance <= NEAR && (!found || distance < found.distance)) found = { way, distance }
  }
  return found?.way
}

function within(at: Position, parentId: string | undefined, { boxes }: Surface): Position {
  const around = parentId === undefined ? undefined : boxes.get(parentId)
  return { x: at.x - Math.round(around?.x ?? 0), y: at.y - Math.round(around?.y ?? 0) }
}
