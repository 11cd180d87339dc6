import { CURRENT_GRAPH_SCHEMA } from '@/flow/graph/current-schema'
import type { Edge, Graph, GraphSettings, Node } from '@/flow/graph/graph'
import type { GraphState } from '../../draft/graph-store'

/** What a graph has become since it was last told of: entries that are new or other, and ids that are gone. Notes are left out. */
export type GraphChanges = { nodes: Changes<Node>; edges: Changes<Edge>; settings: GraphSettings }

type Changes<Item> = { changed: Item[]; gone: string[] }

export type Told = Pick<GraphState, 'nodes' | 'edges'>

export const NOTHING_TOLD: Told = { nodes: new Map(), edges: new Map() }

export function changesSince(told: Told, now: GraphState): GraphChanges {
  return { nodes: changesOf(told.nodes, now.nodes), edges: changesOf(told.edges, now.edges), settings: now.settings }
}

function changesOf<Item>(told: ReadonlyMap<string, Item>, now: ReadonlyMap<string, Item>): Changes<Item> {
  if (told === now) return { changed: [], gone: [] }
  const changed: Item[] = []
  for (const [id, item] of now) if (told.get(id) !== item) changed.push(item)
  return { changed, gone: [...told.keys()].filter((id) => !now.has(id)) }
}

/** The far end: keeps a graph up with what it is told. */
export class GraphCopy {
  readonly #nodes = new Map<string, Node>()
  readonly #edges = new Map<string, Edge>()

  take({ nodes, edges, settings }: GraphChanges): Graph {
    take(this.#nodes, nodes)
    take(this.#edges, edges)
    return { schema: CURRENT_GRAPH_SCHEMA, nodes: sorted(this.#nodes), edges: sorted(this.#edges), notes: [], settings }
  }
}

function take<Item extends { id: string }>(items: Map<string, Item>, { changed, gone }: Changes<Item>): void {
  for (const item of changed) items.set(item.id, item)
  for (const id of gone) items.delete(id)
}

function sorted<Item extends { id: string }>(items: ReadonlyMap<string, Item>): Item[] {
  return [...items.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}
