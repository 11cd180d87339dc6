import { textsIn } from '../checks/texts'
import type { Manifest } from '../define/manifest'
import type { Reference } from '../expressions/references'
import { referencesOf } from '../expressions/references'
import type { Graph, Node } from '../graph/graph'

/** One place where data of a node is read. */
export type Use = {
  /** The node whose data it is. */
  sourceId: string
  /** Which field of it: empty for all of it. */
  path: readonly (string | number)[]
  /** Where it is read: the node, and the field in dots with its name in words. */
  nodeId: string
  field: string
  fieldName: string
}

type GraphParts = Pick<Graph, 'nodes'>

const known = new WeakMap<Node, { manifest: Manifest; reads: readonly Read[] }>()
type Read = { reference: Reference; field: string; fieldName: string; inIteration: boolean }

/** Every place in a flow where data of a step is read, by the words it is written with: `steps.key`, `trigger`, `item`. */
export function usesIn({ nodes }: GraphParts, manifest: Manifest): Use[] {
  const byKey = new Map([...nodes].reverse().map((node) => [node.key, node]))
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const triggers = nodes.filter(({ type }) => manifest.nodes[type]?.kind === 'trigger')

  const sourceOf = (node: Node, { reference: { root, key }, inIteration }: Read): Node | undefined => {
    if (root === 'steps') return key === undefined ? undefined : byKey.get(key)
    if (root === 'trigger') return triggers.length === 1 ? triggers[0] : undefined
    return root === 'item' ? loopAround(node, inIteration) : undefined
  }
  const loopAround = (node: Node, inIteration: boolean): Node | undefined => {
    const seen = new Set<Node>()
    let at = inIteration ? node : byId.get(node.parentId ?? '')
    while (at && !seen.has(at) && manifest.nodes[at.type]?.container === 'scope') {
      seen.add(at)
      at = byId.get(at.parentId ?? '')
    }
    return at && !seen.has(at) ? at : undefined
  }

  return nodes.flatMap((node) =>
    readsOf(node, manifest).flatMap((read): Use[] => {
      const source = sourceOf(node, read)
      if (!source || source.id === node.id) return []
      const { reference, field, fieldName } = read
      const path = reference.root === 'item' ? ['item', ...reference.path] : reference.path
      return [{ sourceId: source.id, path, nodeId: node.id, field, fieldName }]
    }),
  )
}

/** A node that hasn't changed isn't read again. */
function readsOf(node: Node, manifest: Manifest): readonly Read[] {
  const found = known.get(node)
  if (found?.manifest === manifest) return found.reads
  const type = Object.hasOwn(manifest.nodes, node.type) ? manifest.nodes[node.type] : undefined
  const reads = textsIn(node.params, type?.input ?? {}).flatMap(({ text, field, name, inIteration }) =>
    referencesOf(text).map((reference) => ({ reference, field, fieldName: name, inIteration })),
  )
  known.set(node, { manifest, reads })
  return reads
}

/** The uses of a step's data by field, those most used first; what reads all of it stands under no field. */
export function usesByField(uses: readonly Use[]): { path: readonly (string | number)[]; uses: Use[] }[] {
  const fields = new Map<string, { path: readonly (string | number)[]; uses: Use[] }>()
  for (const use of uses) {
    const key = JSON.stringify(use.path)
    const field = fields.get(key) ?? { path: use.path, uses: [] }
    field.uses.push(use)
    fields.set(key, field)
  }
  return [...fields.values()].sort((a, b) => b.uses.length - a.uses.length)
}

/** Which steps take data of which, and which fields: one line for each pair. */
export function dataLines(uses: readonly Use[]): { from: string; to: string; fields: string[] }[] {
  const lines = new Map<string, { from: string; to: string; fields: Set<string> }>()
  for (const { sourceId, nodeId, path } of uses) {
    const line = lines.get(`${sourceId} ${nodeId}`) ?? { from: sourceId, to: nodeId, fields: new Set<string>() }
    const name = path.findLast((part) => typeof part === 'string')
    if (typeof name === 'string') line.fields.add(name)
    lines.set(`${sourceId} ${nodeId}`, line)
  }
  return [...lines.values()].map(({ fields, ...line }) => ({ ...line, fields: [...fields] }))
}
