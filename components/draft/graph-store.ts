import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Edge, Graph, GraphSettings, Node, Note } from '@/flow/graph/graph'

/** A graph by id, so that whoever draws one node listens to that node alone. Unchanged entries keep their identity. */
export type GraphState = {
  nodes: ReadonlyMap<string, Node>
  edges: ReadonlyMap<string, Edge>
  notes: ReadonlyMap<string, Note>
  settings: GraphSettings
}

export type GraphStore = StoreApi<GraphState>

export function graphStoreOf(graph: Graph): GraphStore {
  return createStore<GraphState>(() => stateOf(graph))
}

export function stateOf(graph: Graph): GraphState {
  return { nodes: byId(graph.nodes), edges: byId(graph.edges), notes: byId(graph.notes), settings: graph.settings }
}

function byId<Item extends { id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]))
}
