import type * as Y from 'yjs'
import type { Edge } from '../graph/graph'
import { edgeFrom, edgesOf, fieldsOf, nodeFrom, nodesOf, notesOf } from './document'

/** Takes nodes away, with their edges and what they hold. Healing joins each line that led in with each that led on. */
export function removeNodes(doc: Y.Doc, ids: readonly string[], heal: boolean): void {
  const gone = withContents(doc, ids)
  const edges = [...edgesOf(doc).values()].map(edgeFrom)
  for (const id of gone) nodesOf(doc).delete(id)
  for (const [id, note] of [...notesOf(doc).entries()]) {
    const parentId = note.get('parentId')
    if (typeof parentId === 'string' && gone.has(parentId)) notesOf(doc).delete(id)
  }
  for (const edge of edges) if (gone.has(edge.source) || gone.has(edge.target)) edgesOf(doc).delete(edge.id)
  if (heal) for (const edge of healed(edges, gone)) if (nodesOf(doc).has(edge.source)) edgesOf(doc).set(edge.id, fieldsOf(edge))
}

function withContents(doc: Y.Doc, ids: readonly string[]): Set<string> {
  const gone = new Set(ids.filter((id) => nodesOf(doc).has(id)))
  const nodes = [...nodesOf(doc).values()].map(nodeFrom)
  for (let before = -1; before !== gone.size; ) {
    before = gone.size
    for (const node of nodes) if (node.parentId !== undefined && gone.has(node.parentId)) gone.add(node.id)
  }
  return gone
}

/** The lines that close the gap: from each edge into the gap to each standing node that can be reached through it. */
function healed(edges: readonly Edge[], gone: ReadonlySet<string>): Edge[] {
  const drawn = new Set(edges.filter((edge) => !gone.has(edge.source) && !gone.has(edge.target)).map(lineOf))
  return edges
    .filter((edge) => !gone.has(edge.source) && gone.has(edge.target))
    .flatMap((into) =>
      reached(edges, gone, into.target).map((target, at) => ({
        ...into,
        id: at === 0 ? into.id : `${into.id.slice(0, 56)}_${at}`,
        target,
      })),
    )
    .filter((edge) => {
      const fresh = !drawn.has(lineOf(edge))
      drawn.add(lineOf(edge))
      return fresh
    })
}

function reached(edges: readonly Edge[], gone: ReadonlySet<string>, from: string): string[] {
  const targets = new Set<string>()
  const seen = new Set([from])
  for (const id of seen) {
    for (const edge of edges) {
      if (edge.source !== id) continue
      if (gone.has(edge.target)) seen.add(edge.target)
      else targets.add(edge.target)
    }
  }
  return [...targets]
}

function lineOf(edge: Edge): string {
  return `${edge.source} ${edge.sourcePort} ${edge.target}`
}
