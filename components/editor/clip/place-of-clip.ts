import type { Clip } from '@/flow/draft/clip-schema'
import type { Position } from '@/flow/graph/graph'
import { CONTAINER_HEAD, CONTAINER_PAD } from '../../canvas/measures'
import type { Box } from '../../canvas/place'
import type { GraphState } from '../../draft/graph-store'
import { containerUnder } from '../drop'

const BESIDE: Position = { x: 32, y: 32 }

export type Around = {
  graph: GraphState
  /** All that is drawn, in the flow's own coordinates. */
  boxes: ReadonlyMap<string, Box>
  mayHold: (id: string) => boolean
  /** Whether it can stand in a container at all; what starts a flow can't. */
  fitsInside: (type: string) => boolean
}

type Item = { id: string; position: Position; parentId?: string }

/**
 * Where a clip goes: under the pointer, in the container that is there unless that is what was copied; without a pointer beside where it
 * was copied, in the container that the chosen step stands in. Never right on top of what was pasted there before.
 */
export function placeOfClip(
  clip: Clip,
  { pointer, chosen }: { pointer: Position | null; chosen: string | undefined },
  { graph, boxes, mayHold, fitsInside }: Around,
): { parentId?: string; offset: Position } {
  const held = new Set(clip.nodes.map(({ id }) => id))
  const steps = clip.nodes.filter(({ parentId }) => parentId === undefined || !held.has(parentId))
  const notes = clip.notes.filter(({ parentId }) => parentId === undefined || !held.has(parentId))
  const roots: Item[] = [...steps, ...notes]
  const under = pointer
    ? containerUnder({ x: pointer.x, y: pointer.y - 20, width: 0, height: 0 }, boxes, (id) => mayHold(id) && !held.has(id))
    : undefined
  const beside = chosen === undefined ? undefined : graph.nodes.get(chosen)?.parentId
  const parentId = steps.length > 0 && steps.every(({ type }) => fitsInside(type)) ? (pointer ? under : beside) : undefined

  const left = Math.min(...roots.map(({ position }) => position.x))
  const top = Math.min(...roots.map(({ position }) => position.y))
  const wanted = pointer
    ? within(pointer, parentId === undefined ? undefined : boxes.get(parentId))
    : { x: left + BESIDE.x, y: top + BESIDE.y }
  const at = { x: Math.round(wanted.x), y: Math.round(wanted.y) }
  const standing = new Set(
    [...graph.nodes.values(), ...graph.notes.values()].filter((item) => item.parentId === parentId).map(({ position }) => nameOf(position)),
  )
  const isTaken = () => roots.some(({ position }) => standing.has(nameOf({ x: position.x + at.x - left, y: position.y + at.y - top })))
  while (isTaken()) {
    at.x += BESIDE.x
    at.y += BESIDE.y
  }
  return { ...(parentId !== undefined && { parentId }), offset: { x: at.x - left, y: at.y - top } }
}

function nameOf({ x, y }: Position): string {
  return `${x} ${y}`
}

function within({ x, y }: Position, container: Box | undefined): Position {
  if (!container) return { x, y }
  return { x: Math.max(CONTAINER_PAD, x - container.x), y: Math.max(CONTAINER_HEAD + CONTAINER_PAD, y - container.y) }
}
