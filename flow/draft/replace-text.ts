import type { Manifest } from '../define/manifest'
import { keyPlaces } from '../expressions/references'
import type { Graph, Node } from '../graph/graph'
import { keyFrom } from '../graph/keys'
import { isJsonObject, type Json } from '../json'
import { mapTexts } from '../map-texts'
import type { Edit } from './edits'

export type Search = { find: string; replace: string; matchCase: boolean }

/** One text that would change. `where` is the name of the field; a step's own name and a note have none. */
export type Replacement = { id: string; owner: string; where: string | null; before: string; after: string; edit: Edit }

/** Names of steps, what is written in their fields, and notes. What is chosen from a list stays: another word is no choice there. */
export function replacementsIn(graph: Graph, manifest: Manifest, search: Search): Replacement[] {
  if (search.find === '') return []
  const change = changer(search)
  const keys = new Set(graph.nodes.map(({ key }) => key))
  const fields = graph.nodes.flatMap((node) => inFields(node, manifest, change))
  const names = graph.nodes.flatMap((node) => inName(node, keys, change))
  const notes = graph.notes.flatMap(({ id, text }): Replacement[] => {
    const after = change(text).slice(0, 20_000)
    return after === text ? [] : [{ id, owner: 'Note', where: null, before: text, after, edit: { type: 'note.write', id, text: after } }]
  })
  return [...names, ...fields, ...notes]
}

/** In the order in which they do not get into each other’s way: a new name is written into the fields as they are by then. */
export function editsOf(replacements: readonly Replacement[]): Edit[] {
  const edits = replacements.map(({ edit }) => edit)
  return [...edits.filter(({ type }) => type !== 'node.rename'), ...edits.filter(({ type }) => type === 'node.rename')]
}

function inName(node: Node, keys: Set<string>, change: (text: string) => string): Replacement[] {
  const label = change(node.label).slice(0, 200).trim()
  // A step is called something, as where it is renamed by hand.
  if (label === '' || label === node.label) return []
  keys.delete(node.key)
  const key = keyFrom(label, keys)
  keys.add(key)
  return [
    {
      id: node.id,
      owner: node.label,
      where: null,
      before: node.label,
      after: label,
      edit: { type: 'node.rename', id: node.id, label, key },
    },
  ]
}

function inFields(node: Node, manifest: Manifest, change: (text: string) => string): Replacement[] {
  const type = Object.hasOwn(manifest.nodes, node.type) ? manifest.nodes[node.type] : undefined
  const schemas = isJsonObject(type?.input.properties) ? type.input.properties : {}
  return Object.entries(node.params).flatMap(([param, value]): Replacement[] => {
    const schema = Object.hasOwn(schemas, param) ? schemas[param] : undefined
    if (isJsonObject(schema) && isChoice(schema)) return []
    const after = mapTexts(value, change)
    if (after === value) return []
    const where = isJsonObject(schema) && typeof schema.title === 'string' ? schema.title : param
    const [from, to] = firstDifference(value, after)
    return [
      {
        id: node.id,
        owner: node.label,
        where,
        before: from,
        after: to,
        edit: { type: 'node.configure', id: node.id, param, value: after },
      },
    ]
  })
}

function isChoice({ enum: choices, control }: Record<string, Json>): boolean {
  return choices !== undefined || control === 'select' || control === 'flow' || control === 'approvers'
}

/** What a mapping calls a step by is not touched: it follows when the step is renamed. */
function changer({ find, replace, matchCase }: Search): (text: string) => string {
  const pattern = new RegExp(find.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), matchCase ? 'gu' : 'giu')
  return (text) => {
    const kept = keyPlaces(text)
    const isKept = (at: number, end: number) => kept.some((place) => at < place.end && end > place.start)
    // A function, so that `$1` in what is put in stays as it is written.
    return text.replace(pattern, (match: string, at: number) => (isKept(at, at + match.length) ? match : replace))
  }
}

/** The first text in both that is not the same. */
function firstDifference(before: Json, after: Json): [string, string] {
  if (typeof before === 'string' && typeof after === 'string') return [before, after]
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return ['', '']
  const [old, now] = [Object.values(before), Object.values(after)]
  const at = old.findIndex((part, index) => part !== now[index])
  return at < 0 ? ['', ''] : firstDifference(old[at] ?? null, now[at] ?? null)
}
