'use client'
import { type Edge, ReactFlow, type ReactFlowProps, SelectionMode } from '@xyflow/react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { later } from '@/components/ui/later'
import '@xyflow/react/dist/base.css'
import './canvas.css'
import './far/far.css'
import { ContainerCard } from './container-card'
import type { ElementStore } from './elements'
import { CardsProvider, useCardsThere, useIdsThere } from './far/far'
import { FarStrokes } from './far/far-strokes'
import { FlowEdge } from './flow-edge'
import { FlowMap } from './flow-map'
import type { CanvasNode } from './flow-node'
import { Ground } from './ground'
import { FIT, GRID } from './measures'
import { useHasRun } from './model'
import { NodeCard } from './node-card'
import { NoteCard } from './note-card'

/** Only where a run is shown. */
const FarStates = later(() => import('./far/far-states').then(({ FarStates }) => FarStates))
/** Only where cards can be dragged and no run is shown: what it did is painted where the cards are. */
const FarDrag = later(() => import('./far/far-drag').then(({ FarDrag }) => FarDrag))

const NODE_TYPES = { card: NodeCard, container: ContainerCard, note: NoteCard }
const EDGE_TYPES = { flow: FlowEdge }
const NO_LINES: Edge[] = []
/** React Flow, as it is built here, asks this instead of going by a yes or no (far/ids-there.cjs). */
const IDS_THERE = useIdsThere as unknown as boolean
/** What React Flow is told stays the same from one drawing to the next: whatever is another, it sets up anew and asks all cards about. */
const SNAP: [number, number] = [GRID, GRID]
const MOVED_BY = [1, 2]
const ADDS_TO_SELECTION = ['Shift', 'Meta', 'Control']
/** More than this hardly fits a screen: then a map helps. */
const MAP_FROM = 16

type CanvasProps = Omit<ReactFlowProps<CanvasNode>, 'nodes' | 'edges' | 'nodeTypes' | 'edgeTypes'> & {
  elements: ElementStore
  children?: ReactNode
}

/** React Flow, set up the same for the editor and for runs. Keys are ours (see the actions), so its own are off. */
export function Canvas({ elements, children, ...props }: CanvasProps) {
  const nodes = useStore(elements.store, (state) => state.nodes)
  const edges = useStore(elements.store, (state) => state.edges)
  const cards = useCardsThere()
  const far = useStore(cards.distance, (state) => state.far)
  const hasRun = useHasRun()
  const pane = useRef<HTMLDivElement>(null)
  // By hand: what is drawn stays the same.
  useEffect(() => cards.moves.subscribe((moves) => pane.current?.classList.toggle('canvas-moving', moves)), [cards])
  return (
    <CardsProvider value={cards}>
      <ReactFlow
        ref={pane}
        nodes={nodes}
        edges={far ? NO_LINES : edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={elements.onNodesChange}
        onEdgesChange={elements.onEdgesChange}
        fitView
        fitViewOptions={FIT}
        minZoom={0.05}
        maxZoom={2}
        snapToGrid
        snapGrid={SNAP}
        connectOnClick={false}
        connectionRadius={28}
        onlyRenderVisibleElements={IDS_THERE}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={ADDS_TO_SELECTION}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        panOnDrag={MOVED_BY}
        panActivationKeyCode="Space"
        panOnScroll
        zoomOnDoubleClick={false}
        // Near, every card in sight would be painted anew at each click: only what is dragged lies above others (canvas.css).
        elevateNodesOnSelect={far}
        proOptions={{ hideAttribution: true }}
        {...props}
      >
        <Ground distance={cards.distance} />
        <FarStrokes elements={elements} />
        {far && hasRun && <FarStates elements={elements} />}
        {far && !hasRun && props.nodesDraggable && <FarDrag elements={elements} />}
        {nodes.length >= MAP_FROM && <FlowMap elements={elements} />}
        {children}
      </ReactFlow>
    </CardsProvider>
  )
}
