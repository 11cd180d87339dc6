import type { Edge, Graph, GraphSettings, Node } from '../graph/graph'
import type { Json, JsonObject } from '../json'

/** One difference; without `before` it is new, without `after` it is gone. A parameter's `field` is `params.<name>`. */
export type FieldChange = { field: string; before?: Json; after?: Json }

/** `nodeId` and `type` are empty for the settings of the flow. */
export type Change = { kind: 'added' | 'removed' | 'changed'; nodeId: string; label: string; type: string; fields: FieldChange[] }

/** What of a node counts for the flow as it runs. Where a card stands does not. */
const FIELDS = ['label', 'type', 'typeVersion', 'connectionId', 'parentId', 'disabled', 'retry', 'timeoutMs', 'onError'] as const

/** What differs for the flow as it runs, field by field, in the order in which it is drawn. */
export function changesBetween(before: Graph, after: Graph): Change[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]))
  const now = new Map(after.nodes.map((node) => [node.id, node]))
  const [oldLines, newLines] = [linesBySource(before), linesBySource(after)]
  const linesOf = (id: string): FieldChange[] => {
    const [was, is] = [oldLines.get(id) ?? [], newLines.get(id) ?? []]
    const gone = was.filter((line) => !is.some((each) => sameLine(each, line)))
    const fresh = is.filter((line) => !was.some((each) => sameLine(each, line)))
    if (gone.length === 0 && fresh.length === 0) return []
    const words = (graph: ReadonlyMap<string, Node>) => (line: Edge) => graph.get(line.target)?.label ?? ''
    return [change('lines', gone.length > 0 ? gone.map(words(old)) : undefined, fresh.length > 0 ? fresh.map(words(now)) : undefined)]
  }
  const changes: Change[] = []
  for (const node of asDrawn(after)) {
    const { id: nodeId, label, type } = node
    const was = old.get(nodeId)
    const fields = [...fieldChanges(was, node), ...linesOf(nodeId)]
    if (!was) changes.push({ kind: 'added', nodeId, label, type, fields })
    else if (fields.length > 0) changes.push({ kind: 'changed', nodeId, label, type, fields })
  }
  for (const node of asDrawn(before)) {
    const { id: nodeId, label, type } = node
    if (!now.has(nodeId)) changes.push({ kind: 'removed', nodeId, label, type, fields: fieldChanges(node, undefined) })
  }
  const settings = settingChanges(before.settings, after.settings)
  if (settings.length > 0) changes.push({ kind: 'changed', nodeId: '', label: '', type: '', fields: settings })
  return changes
}

/** From left to right and from top to bottom, each container before what it holds: in the order in which people read a flow. */
function asDrawn({ nodes }: Graph): Node[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const wayTo = (node: Node): Node[] => {
    const way = [node]
    for (let at = byId.get(node.parentId ?? ''); at && !way.includes(at); at = byId.get(at.parentId ?? '')) way.unshift(at)
    return way
  }
  const ways = nodes.map((node) => ({ node, way: wayTo(node) }))
  return ways.sort((a, b) => compareWays(a.way, b.way)).map(({ node }) => node)
}

function compareWays(a: readonly Node[], b: readonly Node[]): number {
  for (const [at, { position, id }] of a.entries()) {
    const other = b[at]
    if (!other) return 1
    if (other.id !== id) return position.x - other.position.x || position.y - other.position.y
  }
  return a.length - b.length
}

/** Both graphs as one, to be drawn: what is now, and what is gone where it stood. */
export function overlaid(before: Graph, after: Graph): Graph {
  const nodes = new Set(after.nodes.map(({ id }) => id))
  const lines = new Set(after.edges.map(lineOf))
  const goneNodes = before.nodes.filter(({ id }) => !nodes.has(id))
  const goneLines = before.edges.filter((edge) => !lines.has(lineOf(edge)))
  const taken = new Set(after.edges.map(({ id }) => id))
  return {
    ...after,
    nodes: [...after.nodes, ...goneNodes],
    edges: [...after.edges, ...goneLines.map((edge) => (taken.has(edge.id) ? { ...edge, id: `${edge.id.slice(0, 59)}-gone` } : edge))],
  }
}

/** Nodes are never changed in place: between the same two nothing differs that did not before. */
const known = new WeakMap<Node, { before: Node; fields: FieldChange[] }>()

function fieldChanges(before: Node | undefined, after: Node | undefined): FieldChange[] {
  if (!before || !after) return compared(before, after)
  const same = known.get(after)
  if (same?.before === before) return same.fields
  const fields = compared(before, after)
  known.set(after, { before, fields })
  return fields
}

function compared(before: Node | undefined, after: Node | undefined): FieldChange[] {
  const plain = FIELDS.flatMap((field) => difference(field, before?.[field], after?.[field]))
  return [...plain, ...paramChanges(before?.params ?? {}, after?.params ?? {})]
}

function paramChanges(before: JsonObject, after: JsonObject): FieldChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name) => difference(`params.${name}`, own(before, name), own(after, name)))
}

function settingChanges(before: GraphSettings, after: GraphSettings): FieldChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const [old, now] = [new Map<string, Json>(Object.entries(before)), new Map<string, Json>(Object.entries(after))]
  return [...names].flatMap((name) => difference(name, old.get(name), now.get(name)))
}

function difference(field: string, before: Json | undefined, after: Json | undefined): FieldChange[] {
  return canonical(before) === canonical(after) ? [] : [change(field, before, after)]
}

function change(field: string, before: Json | undefined, after: Json | undefined): FieldChange {
  return { field, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

function linesBySource({ edges }: Graph): Map<string, Edge[]> {
  const lines = new Map<string, Edge[]>()
  for (const edge of edges) lines.set(edge.source, [...(lines.get(edge.source) ?? []), edge])
  return lines
}

function sameLine(a: Edge, b: Edge): boolean {
  return a.sourcePort === b.sourcePort && a.target === b.target
}

export function lineOf({ source, sourcePort, target }: Edge): string {
  return `${source} ${sourcePort} ${target}`
}

function canonical(value: Json | undefined): string | undefined {
  return JSON.stringify(value, (_key, part: Json) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
