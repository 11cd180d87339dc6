'use client'
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Manifest, ManifestNode } from '@/flow/define/manifest'
import type { EdgeView, NodeView } from '@/flow/engine/run-view'
import type { Node } from '@/flow/graph/graph'
import type { Problem } from '@/flow/graph/problem'
import type { GraphStore } from '../draft/graph-store'
import type { FoldStore } from './folds'
import type { Live } from './live'
import type { Box } from './place'

/** What a canvas draws. Each card listens to its own entries only; the same cards serve the editor and a run. */
export type CanvasModel = {
  graph: GraphStore
  manifest: Manifest
  problems: StoreApi<ReadonlyMap<string, readonly Problem[]>>
  live: StoreApi<Live>
  /** What a person may do here; null on a run, which nobody edits. */
  gestures: CanvasGestures | null
  /** The note a person is writing in. */
  noteInEdit: StoreApi<{ id: string | null }>
  /** Left out where frames are not collapsed. */
  folds?: FoldStore
}

export type CanvasGestures = {
  /** Asks what to add after this port. */
  addAfter(nodeId: string, port: string, at?: { x: number; y: number }): void
  addOnEdge(edgeId: string): void
  addInside(containerId: string): void
  /** Adds what a part of a scope begins with. */
  addEntry(containerId: string, entry: ManifestNode): void
  editNote(noteId: string, text: string): void
  /** By its left or upper side it moves, too. */
  resizeNote(noteId: string, box: Box): void
  removeEdge(edgeId: string): void
}

const CanvasContext = createContext<CanvasModel | null>(null)

export const CanvasProvider = CanvasContext.Provider

export function useCanvas(): CanvasModel {
  const model = useContext(CanvasContext)
  if (!model) throw new Error('A canvas part is drawn outside its CanvasProvider.')
  return model
}

export function useNode(id: string): Node | undefined {
  return useStore(useCanvas().graph, (state) => state.nodes.get(id))
}

export function useNodeType(type: string | undefined): ManifestNode | undefined {
  return typeOf(useCanvas().manifest, type)
}

export function typeOf(manifest: Manifest, type: string | undefined): ManifestNode | undefined {
  return type !== undefined && Object.hasOwn(manifest.nodes, type) ? manifest.nodes[type] : undefined
}

const NO_PROBLEMS: readonly Problem[] = []

export function useProblems(nodeId: string): readonly Problem[] {
  return useStore(useCanvas().problems, (problems) => problems.get(nodeId) ?? NO_PROBLEMS)
}

export function useNodeLive(id: string): NodeView | undefined {
  return useStore(useCanvas().live, (live) => live.nodes.get(id))
}

/** What the run shown gave here is not what it would give now. */
export function useIsStale(id: string): boolean {
  return useStore(useCanvas().live, ({ stale, staleTaken, nodes }) => {
    const look = nodes.get(id)
    return look !== undefined && look.status !== 'idle' && (stale?.has(id) || (look.reused && staleTaken?.has(id))) === true
  })
}

export function useEdgeLive(id: string): EdgeView | undefined {
  return useStore(useCanvas().live, (live) => live.edges.get(id))
}

/** Is there a run on the canvas at all? */
export function useHasRun(): boolean {
  return useStore(useCanvas().live, (live) => live.nodes.size > 0)
}
