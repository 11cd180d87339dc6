import type { Edge } from '@xyflow/react'
import type { EdgeView } from '@/flow/engine/run-view'
import type { StepStatus } from '@/flow/engine/status'
import { absoluteBoxesOf } from '../boxes'
import type { CanvasNode } from '../flow-node'
import type { Live } from '../live'
import type { Box } from '../place'
import { type FarLine, linesOf } from './line'

/** A run seen from afar, in canvas pixels. What holds other boxes comes before them. */
export type Scene = { boxes: ReadonlyMap<string, SceneBox>; lines: ReadonlyMap<string, SceneLine> }
export type SceneBox = { at: Box; holds: boolean; status: StepStatus }
export type SceneLine = { at: FarLine; look: EdgeView }

/** Where things stand, without a run. */
export type Places = { boxes: ReadonlyMap<string, { at: Box; holds: boolean }>; lines: readonly FarLine[] }

export const NO_SCENE: Scene = { boxes: new Map(), lines: new Map() }

export function placesOf(nodes: readonly CanvasNode[], edges: readonly Edge[]): Places {
  const all = absoluteBoxesOf(nodes)
  const boxes = new Map<string, { at: Box; holds: boolean }>()
  for (const { id, type, hidden } of nodes) {
    const at = all.get(id)
    if (at && type !== 'note' && !hidden) boxes.set(id, { at, holds: type === 'container' })
  }
  return { boxes, lines: linesOf(nodes, edges, []) }
}

export function sceneOf(places: Places, live: Live): Scene {
  const boxes = new Map<string, SceneBox>()
  for (const [id, { at, holds }] of places.boxes) boxes.set(id, { at, holds, status: live.nodes.get(id)?.status ?? 'idle' })
  return { boxes, lines: new Map(places.lines.map((at) => [at.id, { at, look: live.edges.get(at.id) ?? 'idle' }])) }
}

/** Where the two scenes are not the same: the boxes around what came, went, moved or looks another way. */
export function changedAreas(before: Scene, now: Scene): Box[] {
  return [
    ...changed(before.boxes, now.boxes, sameBox).map(({ at }) => at),
    ...changed(before.lines, now.lines, sameLine).map(({ at }) => areaOf(at)),
  ]
}

export function areaOf({ x1, y1, x2, y2 }: FarLine): Box {
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) }
}

function changed<Part>(before: ReadonlyMap<string, Part>, now: ReadonlyMap<string, Part>, same: (a: Part, b: Part) => boolean): Part[] {
  const parts: Part[] = []
  for (const [id, old] of before) if (!now.has(id)) parts.push(old)
  for (const [id, part] of now) {
    const old = before.get(id)
    if (!old) parts.push(part)
    else if (!same(old, part)) parts.push(old, part)
  }
  return parts
}

function sameBox(a: SceneBox, b: SceneBox): boolean {
  return a.status === b.status && a.at.x === b.at.x && a.at.y === b.at.y && a.at.width === b.at.width && a.at.height === b.at.height
}

function sameLine(a: SceneLine, b: SceneLine): boolean {
  return a.look === b.look && a.at.x1 === b.at.x1 && a.at.y1 === b.at.y1 && a.at.x2 === b.at.x2 && a.at.y2 === b.at.y2
}
