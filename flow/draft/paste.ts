import { renameReference } from '../expressions/references'
import type { Graph, Position } from '../graph/graph'
import { keyFrom } from '../graph/keys'
import { labelFrom } from '../graph/labels'
import type { JsonObject } from '../json'
import { mapTexts } from '../map-texts'
import type { Clip } from './clip-schema'
import type { EditOf } from './edits'

/**
 * The clip with ids, keys and names that are free in `graph`, moved by `offset`; mappings among the pasted nodes follow their new keys.
 * `homeOf` says in which container goes what none of the clip holds.
 */
export function pasteOf(
  clip: Clip,
  graph: Graph,
  newId: () => string,
  offset: Position,
  homeOf: (item: { parentId?: string }) => string | undefined = () => undefined,
): EditOf<'graph.paste'> {
  const ids = new Map(clip.nodes.map((node) => [node.id, newId()]))
  const idOf = (old: string) => ids.get(old) ?? old
  const taken = new Set(graph.nodes.map((node) => node.key))
  const names = new Set(graph.nodes.map((node) => node.label))
  const keys = new Map<string, string>()
  const labels = new Map<string, string>()
  for (const node of clip.nodes) {
    const label = labelFrom(node.label, names)
    const key = taken.has(node.key) ? keyFrom(label, taken) : node.key
    names.add(label)
    taken.add(key)
    keys.set(node.key, key)
    labels.set(node.id, label)
  }
  const place = <Item extends { position: Position; parentId?: string }>(item: Item): Item =>
    item.parentId !== undefined && ids.has(item.parentId)
      ? { ...item, parentId: idOf(item.parentId) }
      : { ...item, parentId: homeOf(item), position: { x: item.position.x + offset.x, y: item.position.y + offset.y } }
  return {
    type: 'graph.paste',
    nodes: clip.nodes.map((node) => ({
      ...place(node),
      id: idOf(node.id),
      key: keys.get(node.key) ?? node.key,
      label: labels.get(node.id) ?? node.label,
      params: renamedParams(node.params, keys),
    })),
    edges: clip.edges.map((edge) => ({ ...edge, id: newId(), source: idOf(edge.source), target: idOf(edge.target) })),
    notes: clip.notes.map((note) => ({ ...place(note), id: newId() })),
  }
}

/** Old keys step aside first, so that two nodes that swap names in the paste keep their own references. */
function renamedParams(params: JsonObject, keys: ReadonlyMap<string, string>): JsonObject {
  const changed = [...keys].filter(([before, after]) => before !== after)
  const aside = changed.map(([before], at) => [before, `pasting${at}${before}`.slice(0, 64)] as const)
  const follow = (text: string) => {
    const parked = aside.reduce((now, [before, parking]) => renameReference(now, before, parking), text)
    return aside.reduce((now, [before, parking]) => renameReference(now, parking, keys.get(before) ?? before), parked)
  }
  return changed.length === 0 ? params : mapTexts(params, follow)
}
