'use client'
import { ReactFlowProvider } from '@xyflow/react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { createStore } from 'zustand/vanilla'
import { changesBetween } from '@/flow/draft/changes'
import type { Graph } from '@/flow/graph/graph'
import type { Problem } from '@/flow/graph/problem'
import { Canvas } from '../canvas/canvas'
import { createElements, type ElementStore } from '../canvas/elements'
import type { Live } from '../canvas/live'
import { type CanvasModel, CanvasProvider, useCanvas } from '../canvas/model'
import { useStayFitted } from '../canvas/use-stay-fitted'
import { graphStoreOf, stateOf } from '../draft/graph-store'
import { ChangesOnCanvas } from './changes-on-canvas'
import { drawnOver } from './drawn-over'
import { lineLooks } from './line-looks'

type GraphViewProps = {
  graph: Graph
  /** What has changed since is marked, and what is gone stands there as a ghost. */
  before?: Graph
  /** Names the picture for those who do not see it. */
  label: string
}

/** A graph to look at, drawn as the editor draws it. */
export function GraphView({ graph, before, label }: GraphViewProps) {
  const { manifest } = useCanvas()
  const [elements, setElements] = useState<ElementStore>()
  const drawn = useMemo(() => (before ? drawnOver(before, graph) : graph), [before, graph])
  // One canvas for all that is shown on it: a card that stays keeps the height it was measured with.
  const [model] = useState<CanvasModel>(() => ({
    graph: graphStoreOf(drawn),
    manifest,
    problems: createStore<ReadonlyMap<string, readonly Problem[]>>(() => new Map()),
    live: createStore<Live>(() => ({ nodes: new Map(), edges: new Map() })),
    gestures: null,
    noteInEdit: createStore<{ id: string | null }>(() => ({ id: null })),
  }))
  useEffect(() => {
    model.graph.setState(stateOf(drawn))
    model.live.setState({ edges: before ? lineLooks(before, graph, drawn) : new Map() })
  }, [model, drawn, before, graph])
  const changes = useMemo(() => (before ? changesBetween(before, graph) : []), [before, graph])
  useEffect(() => {
    const created = createElements(model.graph, manifest)
    setElements(created)
    return created.close
  }, [model, manifest])
  if (!elements) return null
  return (
    <CanvasProvider value={model}>
      <ReactFlowProvider>
        <section aria-label={label} className="size-full">
          <Picture elements={elements}>
            <ChangesOnCanvas changes={changes} />
          </Picture>
        </section>
      </ReactFlowProvider>
    </CanvasProvider>
  )
}

/** What is pressed in the dialog around it does not concern it. */
function Picture({ elements, children }: { elements: ElementStore; children: ReactNode }) {
  useStayFitted('canvas')
  return (
    <Canvas elements={elements} nodesDraggable={false} nodesConnectable={false} edgesFocusable={false} nodesFocusable={false}>
      {children}
    </Canvas>
  )
}
