import { overlaid } from '@/flow/draft/changes'
import type { Graph, Node } from '@/flow/graph/graph'
import { CARD_HEIGHT_GUESS, CARD_WIDTH } from '../canvas/measures'

/** From one card to the next below it, with room for what is said above each. */
const ROW_PITCH = CARD_HEIGHT_GUESS + 40

/** Both graphs in one. What is gone stands below the step that took its place, so that both can be read. */
export function drawnOver(before: Graph, after: Graph): Graph {
  const both = overlaid(before, after)
  const nodes: Node[] = [...after.nodes]
  for (const gone of both.nodes.slice(nodes.length)) nodes.push({ ...gone, position: freeSpot(gone, nodes) })
  return { ...both, nodes }
}

function freeSpot({ parentId, position: { x, y } }: Node, nodes: readonly Node[]): Node['position'] {
  const inTheWay = nodes
    .filter((other) => other.parentId === parentId && Math.abs(other.position.x - x) < CARD_WIDTH)
    .map((other) => other.position.y)
  let free = y
  while (inTheWay.some((taken) => Math.abs(taken - free) < CARD_HEIGHT_GUESS)) free += ROW_PITCH
  return { x, y: free }
}
