import type { ManifestNode } from '@/flow/define/manifest'
import type { Edit } from '@/flow/draft/edits'
import type { Node, Position } from '@/flow/graph/graph'
import { keyFrom } from '@/flow/graph/keys'
import { labelFrom } from '@/flow/graph/labels'
import { portsOf, takesLines } from '@/flow/graph/ports'
import {
  CARD_HEIGHT_GUESS,
  CARD_WIDTH,
  COLUMN_PITCH,
  CONTAINER_HEAD,
  CONTAINER_MIN_HEIGHT,
  CONTAINER_MIN_WIDTH,
  CONTAINER_PAD,
  portY,
} from '../canvas/measures'
import { nearestSpot } from '../canvas/nearest-spot'
import { type Box, freeSpot } from '../canvas/place'
import type { GraphState } from '../draft/graph-store'
import { type Place, placeInLine } from './into-line'
import { newId } from './new-id'
import { startSpot } from './start-spot'

const GAP = COLUMN_PITCH - CARD_WIDTH
/** Room for the names of the ways out and the + beside them. */
const NAMED_GAP = 100

/** From one part of a scope to the next. */
const ROW_PITCH = 160

/** The first place in a container. */
const INSIDE: Position = { x: CONTAINER_PAD, y: CONTAINER_HEAD + CONTAINER_PAD }

/** Where a new step goes. */
export type AddRequest =
  /** `anywhere`: nobody pointed there. */
  | { kind: 'free'; at: Position; anywhere?: true }
  | { kind: 'after'; source: string; port: string; at?: Position }
  | { kind: 'before'; target: string; at: Position }
  | { kind: 'on-edge'; edgeId: string }
  | { kind: 'inside'; parentId: string; at?: Position }

type Surroundings = { graph: GraphState; boxes: ReadonlyMap<string, Box>; typeOf: (type: string) => ManifestNode | undefined }

/** The edits that add a step of this type, and its id. Everything it displaces moves along. */
export function addNode(type: ManifestNode, request: AddRequest, around: Surroundings): { id: string; edits: Edit[] } {
  const { graph } = around
  const { position, parentId, moves } = placeFor(type, request, around)
  const node = nodeFor(type, graph, position, parentId)
  return { id: node.id, edits: [...moves, { type: 'node.add', node }, ...joins(node, type, request)] }
}

/** A step of this type as it is when it is new, with names that are free. */
export function nodeFor(type: ManifestNode, { nodes }: GraphState, position: Position, parentId: string | undefined): Node {
  const others = [...nodes.values()]
  return {
    id: newId(),
    key: keyFrom(type.title, new Set(others.map(({ key }) => key))),
    type: type.type,
    typeVersion: type.version,
    label: labelFrom(type.title, new Set(others.map(({ label }) => label))),
    params: {},
    position,
    ...(parentId !== undefined && { parentId }),
    disabled: false,
    onError: 'fail',
  }
}

/** Where what a part of a scope begins with is put: below what is tried. */
export function entryRequest(parentId: string, entry: ManifestNode): AddRequest {
  const row = entry.part === 'finally' ? 2 : 1
  return { kind: 'inside', parentId, at: { x: INSIDE.x, y: INSIDE.y + row * ROW_PITCH } }
}

/** The same place in the flow, by another way out of the step it follows. */
export function byWay(request: AddRequest, port: string): AddRequest {
  return request.kind === 'after' ? { ...request, port } : request
}

function joins(node: Node, type: ManifestNode, request: AddRequest): Edit[] {
  const port = portsOf(node, type)[0]?.id
  const takesInput = takesLines(type)
  if (request.kind === 'after' && takesInput) {
    return [{ type: 'edge.connect', edge: { id: newId(), source: request.source, sourcePort: request.port, target: node.id } }]
  }
  if (request.kind === 'before' && port !== undefined) {
    return [{ type: 'edge.connect', edge: { id: newId(), source: node.id, sourcePort: port, target: request.target } }]
  }
  if (request.kind === 'on-edge' && port !== undefined && takesInput) {
    return [{ type: 'edge.splice', edgeId: request.edgeId, nodeId: node.id, next: { id: newId(), sourcePort: port } }]
  }
  return []
}

function placeFor(type: ManifestNode, request: AddRequest, { graph, boxes, typeOf }: Surroundings): Place {
  const size =
    type.kind === 'container'
      ? { width: CONTAINER_MIN_WIDTH, height: CONTAINER_MIN_HEIGHT }
      : { width: CARD_WIDTH, height: CARD_HEIGHT_GUESS }
  const beside = (parentId: string | undefined) => [
    ...[...graph.nodes.values()].flatMap((node) => (node.parentId === parentId ? (boxes.get(node.id) ?? []) : [])),
    ...[...graph.notes.values()].flatMap((note) => (note.parentId === parentId && !note.frame ? { ...note.position, ...note.size } : [])),
  ]
  const follows = request.kind === 'after' || request.kind === 'on-edge'
  if (type.kind === 'trigger' && (follows || (request.kind === 'free' && request.anywhere))) {
    const otherwise = request.kind === 'free' ? request.at : { x: 0, y: 0 }
    const isStart = (name: string) => typeOf(name)?.kind === 'trigger'
    return { position: startSpot(size, beside(undefined), { graph, boxes, isStart }, otherwise), moves: [] }
  }

  switch (request.kind) {
    case 'free':
      return { position: nearestSpot({ ...request.at, ...size }, beside(undefined)), moves: [] }
    case 'before': {
      const parentId = graph.nodes.get(request.target)?.parentId
      return { position: nearestSpot({ ...request.at, ...size }, beside(parentId)), parentId, moves: [] }
    }
    case 'inside':
      return {
        position: freeSpot({ ...(request.at ?? INSIDE), ...size }, beside(request.parentId)),
        parentId: request.parentId,
        moves: [],
      }
    case 'after': {
      const source = graph.nodes.get(request.source)
      const box = boxes.get(request.source)
      const parentId = source?.parentId
      if (!source || !box) return { position: request.at ?? { x: 0, y: 0 }, moves: [] }
      const ports = portsOf(source, typeOf(source.type))
      const index = ports.findIndex((port) => port.id === request.port)
      const gap = ports.length > 1 ? NAMED_GAP : GAP
      const wanted = request.at ?? { x: box.x + box.width + gap, y: box.y + portY(Math.max(0, index)) - portY(0) }
      return { position: freeSpot({ ...wanted, ...size }, beside(parentId)), parentId, moves: [] }
    }
    case 'on-edge':
      return placeInLine(request.edgeId, size, { graph, boxes })
  }
}
