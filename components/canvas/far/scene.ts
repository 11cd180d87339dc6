import type { Edge } from '@xyflow/react'
import type { EdgeView } from '@/flow/engine/run-view'
import type { StepStatus } from '@/flow/engine/status'
import { absoluteBoxesOf } from '../boxes'
import type { CanvasNode } from '../flow-node'
import type { Live } from '../live'
import { around, type Box, isSameBox } from '../place'
import { type FarLine, linesOf } from './line'

/** A run seen from afar, in canvas pixels. What holds other boxes comes before them. */
export type Scene = { boxes: ReadonlyMap<string, SceneBox>; lines: ReadonlyMap<string, SceneLine> }
export type SceneBox = { at: Box; holds: boolean; status: StepStatus }
export type SceneLine = { at: FarLine; look: EdgeView }

/** Where things stand, without a run. */
export type Places = { boxes: ReadonlyMap<string, { at: Box; holds: boolean }>; lines: readonly FarLine[] }

/** Areas are joined where that is no more to paint than so many times the two. */
const MOST_UNCHANGED = 1.5

export const NO_SCENE: Scene = { boxes: new Map(), lines: new Map() }

export function placesOf(nodes: readonly CanvasNode[], edges: readonly Edge[]): Places {
  const all = absoluteBoxesOf(nodes)
  const boxes = new Map<string, { at: Box; holds: boolean }>()
  for (const { id, type, hidden } of nodes) {
    const at = all.get(id)
    if (at && type !== 'note' && !hidden) boxes.set(id, { at, holds: type === 'container' })
  }
  return { boxes, lines: linesOf(all, edges, []) }
}

export function sceneOf(places: Places, live: Live): Scene {
  const boxes = new Map<string, SceneBox>()
  for (const [id, { at, holds }] of places.boxes) boxes.set(id, { at, holds, status: live.nodes.get(id)?.status ?? 'idle' })
  return { boxes, lines: new Map(places.lines.map((at) => [at.id, { at, look: live.edges.get(at.id) ?? 'idle' }])) }
}

/** Where the two scenes are not the same: the boxes around what came, went, moved or looks another way. */
export function changedAreas(before: Scene, now: Scene): Box[] {
  return joined([
    ...changed(
      before.boxes,
      now.boxes,
      ({ at }) => at,
      (a, b) => a.status === b.status,
    ),
    ...changed(
      before.lines,
      now.lines,
      ({ at }) => areaOf(at),
      (a, b) => a.look === b.look,
    ),
  ])
}

/** Fewer and larger: what lies side by side is one area, as a step, the line out of it and the next step do. */
function joined(areas: readonly Box[]): Box[] {
  const groups: Box[] = []
  for (const area of areas) {
    const at = groups.findIndex((group) => sizeOf(around([group, area])) <= MOST_UNCHANGED * (sizeOf(group) + sizeOf(area)))
    const group = groups[at]
    if (group) groups[at] = around([group, area])
    else groups.push(area)
  }
  return groups
}

function sizeOf({ width, height }: Box): number {
  return width * height
}

function areaOf({ x1, y1, x2, y2 }: FarLine): Box {
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) }
}

type Parts<Part> = ReadonlyMap<string, Part>

function changed<Part extends SceneBox | SceneLine>(
  before: Parts<Part>,
  now: Parts<Part>,
  place: (part: Part) => Box,
  looksSame: (a: Part, b: Part) => boolean,
): Box[] {
  const areas: Box[] = []
  for (const [id, old] of before) if (!now.has(id)) areas.push(place(old))
  for (const [id, part] of now) {
    const old = before.get(id)
    const stays = old !== undefined && (old.at === part.at || isSameBox(place(old), place(part)))
    if (old && !stays) areas.push(place(old))
    if (!old || !stays || !looksSame(old, part)) areas.push(place(part))
  }
  return areas
}
