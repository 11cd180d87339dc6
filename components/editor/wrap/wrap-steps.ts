import { ERROR_PORT } from '@/flow/define/define'
import type { ManifestNode } from '@/flow/define/manifest'
import type { Edit } from '@/flow/draft/edits'
import type { Edge, Node, Note, Position } from '@/flow/graph/graph'
import { mainPortOf } from '@/flow/graph/ports'
import { CONTAINER_HEAD, CONTAINER_PAD } from '../../canvas/measures'
import { type Box, GAP } from '../../canvas/place'
import type { GraphState } from '../../draft/graph-store'
import { nodeFor } from '../add-node'
import { newId } from '../new-id'
import { obstacleIn, type PortsOf } from './obstacle'

export type Wrapped = { done: true; id: string; edits: Edit[]; below: Position } | { done: false; message: string }

/** What a container is wider and taller by than what it holds. */
const WIDER = 2 * CONTAINER_PAD
const TALLER = CONTAINER_HEAD + 2 * CONTAINER_PAD

/**
 * Steps that stand side by side go into a new container, where they stand. What led to them leads to it, what they led to
 * comes after it, and what stands around makes room, also for `more` that comes in below.
 */
export function wrapSteps(
  type: ManifestNode,
  ids: readonly string[],
  graph: GraphState,
  boxes: ReadonlyMap<string, Box>,
  { portsOf, more = 0 }: { portsOf: PortsOf; more?: number },
): Wrapped {
  const chosen = ids.flatMap((id) => graph.nodes.get(id) ?? [])
  const inside = new Set(ids)
  const message = obstacleIn(chosen, graph, portsOf)
  if (message !== undefined) return { done: false, message }

  const around = aroundAll(chosen.map(({ id, position }) => boxes.get(id) ?? { ...position, width: 0, height: 0 }))
  const parentId = chosen[0]?.parentId
  const node = nodeFor(type, graph, { x: around.x, y: around.y }, parentId)
  const out = mainPortOf(node, type)
  const crossing = [...graph.edges.values()].filter((edge) => inside.has(edge.source) !== inside.has(edge.target))
  const joined = crossing.map((edge) =>
    inside.has(edge.target) ? { ...edge, target: node.id } : { ...edge, source: node.id, sourcePort: out },
  )
  return {
    done: true,
    id: node.id,
    below: { x: CONTAINER_PAD, y: CONTAINER_HEAD + CONTAINER_PAD + around.height + GAP },
    edits: [
      ...roomFor(around, more, inside, parentId, graph, boxes),
      { type: 'node.add', node },
      { type: 'edge.disconnect', ids: crossing.map(({ id }) => id) },
      ...joined.map((edge): Edit => ({ type: 'edge.connect', edge: { ...edge, id: newId() } })),
      ...chosen.map(({ id, position }): Edit => {
        const place = { x: position.x - around.x + CONTAINER_PAD, y: position.y - around.y + CONTAINER_HEAD + CONTAINER_PAD }
        return { type: 'node.patch', id, patch: { parentId: node.id, position: place } }
      }),
    ],
  }
}

/** What a container holds stands in its place instead, and the lines in and out of it are theirs. What its parts began with goes with it. */
export function unwrapSteps(
  container: Node,
  graph: GraphState,
  boxes: ReadonlyMap<string, Box>,
  { typeOf, portsOf }: { typeOf: (node: Node) => ManifestNode | undefined; portsOf: PortsOf },
): { ids: string[]; edits: Edit[] } {
  const held = [...graph.nodes.values()].filter(({ parentId }) => parentId === container.id)
  const isEntry = (node: Node) => typeOf(node)?.kind === 'entry'
  const steps = held.filter((node) => !isEntry(node))
  const lines = [...graph.edges.values()]
  const parts = new Set(held.filter(isEntry).map(({ id }) => id))
  for (const id of parts) for (const { source, target } of lines) if (source === id) parts.add(target)
  const tried = steps.filter(({ id }) => !parts.has(id))

  const notes = [...graph.notes.values()].filter((note) => note.parentId === container.id)
  const stood = steps.map(({ id, position }) => boxes.get(id) ?? { ...position, width: 0, height: 0 })
  const around = aroundAll(stood.length > 0 ? stood : notes.map(({ position, size }) => ({ ...position, ...size })))
  const out = ({ position: { x, y } }: { position: Position }): Position => ({
    x: container.position.x + x - around.x,
    y: container.position.y + y - around.y,
  })
  const first = tried.filter(({ id }) => !lines.some((edge) => edge.target === id))
  const open = tried.flatMap((node) =>
    portsOf(node)
      .filter(({ id }) => id !== ERROR_PORT && !lines.some((edge) => edge.source === node.id && edge.sourcePort === id))
      .map(({ id }) => ({ source: node.id, sourcePort: id })),
  )
  const into = lines.filter(({ target }) => target === container.id).flatMap((edge) => first.map(({ id }) => ({ ...edge, target: id })))
  const onward = lines.filter(({ source }) => source === container.id).flatMap(({ target }) => open.map((from) => ({ ...from, target })))
  const parentId = container.parentId
  return {
    ids: steps.map(({ id }) => id),
    edits: [
      ...steps.map((node): Edit => ({ type: 'node.patch', id: node.id, patch: { parentId: parentId ?? null, position: out(node) } })),
      ...notes.map((note): Edit => ({ type: 'note.add', note: { ...note, id: newId(), parentId, position: out(note) } })),
      ...[...into, ...onward].map((line): Edit => ({ type: 'edge.connect', edge: { ...line, id: newId() } satisfies Edge })),
      { type: 'node.remove', ids: [container.id], heal: false },
    ],
  }
}

function aroundAll(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}

/** As if space were put in right of the steps, and below them where the container would lie on something; frames around them grow. */
function roomFor(
  around: Box,
  more: number,
  inside: ReadonlySet<string>,
  parentId: string | undefined,
  graph: GraphState,
  boxes: ReadonlyMap<string, Box>,
): Edit[] {
  const right = around.x + around.width
  const bottom = around.y + around.height
  const taller = TALLER + more
  const steps = [...graph.nodes.values()]
    .filter((node) => node.parentId === parentId && !inside.has(node.id))
    .map(({ id, position }) => ({ id, ...(boxes.get(id) ?? { ...position, width: 0, height: 0 }) }))
  const notes = [...graph.notes.values()].filter((note) => note.parentId === parentId)
  const besides = [...steps, ...notes.map(({ id, position, size }) => ({ id, ...position, ...size }))]
  const isBelow = (box: Box) => box.y >= bottom
  const covered = besides.some(
    (box) => isBelow(box) && box.y < bottom + taller + GAP && box.x < right + WIDER && box.x + box.width > around.x,
  )
  const move = (all: readonly (Box & { id: string })[]) =>
    all.flatMap(({ id, ...box }) => {
      const position = { x: box.x >= right ? box.x + WIDER : box.x, y: covered && isBelow(box) ? box.y + taller : box.y }
      return position.x === box.x && position.y === box.y ? [] : [{ id, position }]
    })
  const frames = notes.filter((note) => note.frame && holds(note, around))
  return [
    { type: 'node.move', moves: move(steps) },
    { type: 'note.move', moves: move(notes.map(({ id, position, size }) => ({ id, ...position, ...size }))) },
    ...frames.map(({ id, size }): Edit => ({ type: 'note.resize', id, size: { width: size.width + WIDER, height: size.height + taller } })),
  ]
}

function holds({ position, size }: Note, box: Box): boolean {
  return (
    position.x <= box.x &&
    position.y <= box.y &&
    position.x + size.width >= box.x + box.width &&
    position.y + size.height >= box.y + box.height
  )
}
