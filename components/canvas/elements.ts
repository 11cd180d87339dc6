import {
  applyEdgeChanges,
  applyNodeChanges,
  type Edge as FlowEdge,
  type Node as FlowNode,
  type NodeChange,
  type OnEdgesChange,
  type OnNodesChange,
} from '@xyflow/react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Manifest } from '@/flow/define/manifest'
import type { Edge } from '@/flow/graph/graph'
import type { GraphState, GraphStore } from '../draft/graph-store'
import { fitContainers } from './fit-containers'
import { type CanvasNode, cardOf, noteOf } from './flow-node'
import { holdersIn, withFolded } from './folded'
import type { FoldStore } from './folds'
import { sameOrNew } from './same-list'

/**
 * What React Flow draws, derived from a graph: an element is made anew only when its own entry has changed, and keeps
 * what belongs to this screen alone (selection, measured size, a drag in progress).
 */
export type Elements = { nodes: CanvasNode[]; edges: FlowEdge[] }

const NONE_FOLDED: ReadonlyMap<string, readonly string[]> = new Map()

type Steer = (changes: NodeChange<CanvasNode>[]) => NodeChange<CanvasNode>[]
type Take = (changes: readonly NodeChange<CanvasNode>[]) => boolean

export type ElementStore = {
  store: StoreApi<Elements>
  onNodesChange: OnNodesChange<CanvasNode>
  onEdgesChange: OnEdgesChange
  /** Passes changes by the pointer through `steer` from now on, until it is null again. */
  steer(steer: Steer | null): void
  /** Changes that `take` answers with yes are shown by it, and nothing here changes, until it is null again. */
  hand(take: Take | null): void
  /** Selects exactly these nodes and edges. Frames that hide one of them open. */
  select(ids: readonly string[]): void
  close(): void
}

/** `folds`: where frames can be collapsed. */
export function createElements(graph: GraphStore, manifest: Manifest, folds?: FoldStore): ElementStore {
  const folded = () => folds?.store.getState().folded ?? NONE_FOLDED
  const derived = (before: Elements) => {
    const elements = derive(before, graph.getState(), manifest)
    return folds ? withFolded(elements, folded()) : elements
  }
  const store = createStore<Elements>(() => derived({ nodes: [], edges: [] }))
  const stops = [
    graph.subscribe((now, before) => {
      if (!looksTheSame(before, now, store.getState(), manifest)) store.setState(derived)
    }),
    folds?.store.subscribe(() => store.setState(derived)),
  ]

  let steer: Steer | null = null
  let take: Take | null = null

  return {
    store,
    steer: (next) => {
      steer = next
    },
    hand: (next) => {
      take = next
    },
    onNodesChange: (changes) => {
      const kept = (steer?.(changes) ?? changes).filter((change) => change.type !== 'remove')
      if (take?.(kept)) return
      store.setState(({ nodes }) => ({ nodes: fitContainers(applyNodeChanges(kept, nodes)) }))
    },
    onEdgesChange: (changes) => {
      const kept = changes.filter((change) => change.type !== 'remove')
      store.setState(({ edges }) => ({ edges: applyEdgeChanges(kept, edges) }))
    },
    select: (ids) => {
      const chosen = new Set(ids)
      for (let hiding = hidingFrames(ids); hiding.length > 0; hiding = hidingFrames(ids)) folds?.unfold(hiding)
      store.setState(({ nodes, edges }) => ({
        nodes: nodes.map((node) => withSelected(node, chosen.has(node.id))),
        edges: edges.map((edge) => withSelected(edge, chosen.has(edge.id))),
      }))
    },
    close: () => {
      for (const stop of stops) stop?.()
    },
  }

  function hidingFrames(ids: readonly string[]): string[] {
    if (folded().size === 0) return []
    const holders = holdersIn(store.getState().nodes, folded())
    return ids.flatMap((id) => holders.get(id) ?? [])
  }
}

const selected = new WeakMap<Elements['nodes'], readonly CanvasNode[]>()

/** Asked by many, at every step of a drag: looked up once for each state of the canvas. */
export function selectedNodes({ nodes }: Elements): readonly CanvasNode[] {
  const known = selected.get(nodes) ?? nodes.filter((node) => node.selected)
  selected.set(nodes, known)
  return known
}

function derive(before: Elements, state: GraphState, manifest: Manifest): Elements {
  const drawnNodes = new Map(before.nodes.map((node) => [node.id, node]))
  const drawnEdges = new Map(before.edges.map((edge) => [edge.id, edge]))
  /** A colleague may have deleted the container while something was put into it. */
  const parentOf = ({ parentId }: { parentId?: string }) => (parentId !== undefined && state.nodes.has(parentId) ? parentId : undefined)
  const cards = [...state.nodes.values()].map((node) => cardOf(node, parentOf(node), manifest, drawnNodes.get(node.id)))
  const notes = [...state.notes.values()].map((note) => noteOf(note, parentOf(note), drawnNodes.get(note.id)))
  const drawn = [...state.edges.values()].filter((edge) => state.nodes.has(edge.source) && state.nodes.has(edge.target))
  return {
    nodes: sameOrNew(before.nodes, fitContainers(parentsFirst([...notes, ...cards]))),
    edges: sameOrNew(
      before.edges,
      drawn.map((edge) => edgeOf(edge, state, drawnEdges.get(edge.id))),
    ),
  }
}

/** A key typed in a step makes that step another, and nothing that is drawn: found without going through all there is. */
function looksTheSame(before: GraphState, now: GraphState, { nodes }: Elements, manifest: Manifest): boolean {
  if (before.edges !== now.edges || before.notes !== now.notes || before.nodes.size !== now.nodes.size) return false
  const touched = [...now.nodes.values()].filter((node) => before.nodes.get(node.id) !== node)
  return touched.every(({ id, label, parentId }) => {
    const [old, drawn] = [before.nodes.get(id), nodes.find((node) => node.id === id)]
    const node = now.nodes.get(id)
    return (
      old && node && drawn && old.label === label && old.parentId === parentId && cardOf(node, drawn.parentId, manifest, drawn) === drawn
    )
  })
}

function edgeOf(edge: Edge, state: GraphState, before: FlowEdge | undefined): FlowEdge {
  const ariaLabel = `From ${state.nodes.get(edge.source)?.label ?? ''} to ${state.nodes.get(edge.target)?.label ?? ''}`
  const same =
    before?.source === edge.source &&
    before.target === edge.target &&
    before.sourceHandle === edge.sourcePort &&
    before.ariaLabel === ariaLabel
  if (same) return before
  return {
    id: edge.id,
    type: 'flow',
    source: edge.source,
    sourceHandle: edge.sourcePort,
    target: edge.target,
    ariaLabel,
    ...(before?.selected && { selected: true }),
  }
}

/** React Flow wants a container before what it holds. */
function parentsFirst(nodes: CanvasNode[]): CanvasNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const depth = (node: CanvasNode, seen = 0): number => {
    const parent = node.parentId === undefined ? undefined : byId.get(node.parentId)
    return parent && seen < nodes.length ? depth(parent, seen + 1) : seen
  }
  if (!nodes.some((node) => node.parentId !== undefined)) return nodes
  return nodes
    .map((node) => ({ node, depth: depth(node) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ node }) => node)
}

function withSelected<Element extends FlowNode | FlowEdge>(element: Element, selected: boolean): Element {
  return (element.selected ?? false) === selected ? element : { ...element, selected }
}
