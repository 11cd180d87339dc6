'use client'
import { ReactFlowProvider } from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { compareRuns } from '@/flow/compare/compare-runs'
import type { Manifest } from '@/flow/define/manifest'
import { Canvas } from '../../canvas/canvas'
import { createElements, type ElementStore } from '../../canvas/elements'
import type { Live } from '../../canvas/live'
import { type CanvasModel, CanvasProvider } from '../../canvas/model'
import { useGoNear } from '../../canvas/use-go-near'
import { useKeepInSight } from '../../canvas/use-keep-in-sight'
import { useStayFitted } from '../../canvas/use-stay-fitted'
import { graphStoreOf } from '../../draft/graph-store'
import { Crumbs, TopBar } from '../../shell/top-bar'
import type { FollowedRun } from '../follow-run'
import { markNodes } from '../mark-nodes'
import { useRunWalk } from '../use-run-walk'
import { ComparedRun } from './compared-run'
import { DifferenceList } from './difference-list'

type ComparedProps = { workspace: string; manifest: Manifest; before: FollowedRun; after: FollowedRun }

/** Two runs beside each other: the canvas shows one of them and marks where they part, the list says how. */
export function Compared({ workspace, manifest, before, after }: ComparedProps) {
  const [side, setSide] = useState<'before' | 'after'>('after')
  const shown = side === 'after' ? after : before
  const { graph } = shown.run
  const [elements, setElements] = useState<ElementStore>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the runs' states are changed in place; their revisions say when
  const comparison = useMemo(() => compareRuns(before, after), [before.plan, after.plan, before.revision, after.revision])
  const canvas = useMemo<CanvasModel>(
    () => ({
      graph: graphStoreOf(graph),
      manifest,
      problems: createStore(() => new Map()),
      live: createStore<Live>(() => ({ nodes: new Map(), edges: new Map() })),
      gestures: null,
      noteInEdit: createStore<{ id: string | null }>(() => ({ id: null })),
    }),
    [graph, manifest],
  )
  useEffect(() => {
    const created = createElements(canvas.graph, manifest)
    setElements(created)
    return created.close
  }, [canvas, manifest])
  useEffect(() => {
    canvas.live.setState({ nodes: shown.view.nodes, edges: shown.view.edges })
  }, [canvas, shown.view])
  useEffect(() => {
    if (!elements) return
    const differing = new Set(comparison.steps.map(({ nodeId }) => nodeId))
    const first = comparison.first?.nodeId
    markNodes(elements, (id) => (id === first ? 'canvas-parts-first' : differing.has(id) ? 'canvas-differs' : undefined))
  }, [elements, comparison])

  return (
    <>
      <TopBar>
        <Crumbs trail={[{ label: 'Runs', href: `/w/${workspace}/runs` }]} title="Compare two runs" />
      </TopBar>
      <div className="grid grid-cols-2 divide-x border-b">
        <ComparedRun workspace={workspace} name="Before" followed={before} isShown={side === 'before'} onShow={() => setSide('before')} />
        <ComparedRun workspace={workspace} name="After" followed={after} isShown={side === 'after'} onShow={() => setSide('after')} />
      </div>
      {elements && (
        <CanvasProvider value={canvas}>
          <ReactFlowProvider>
            <Workbench elements={elements} first={comparison.first?.nodeId}>
              {(selected, show) => (
                <DifferenceList comparison={comparison} before={before} after={after} selected={selected} onSelect={show} />
              )}
            </Workbench>
          </ReactFlowProvider>
        </CanvasProvider>
      )}
    </>
  )
}

type WorkbenchProps = {
  elements: ElementStore
  /** Where the runs part. */
  first: string | undefined
  children: (selected: string | undefined, show: (nodeId: string) => void) => React.ReactNode
}

function Workbench({ elements, first, children }: WorkbenchProps) {
  const show = useRunWalk(elements)
  const goNear = useGoNear(elements)
  useKeepInSight(elements)
  // A long flow begins where the runs part; one that is read as a whole stays as it is.
  useStayFitted('page', () => first !== undefined && goNear(first, 0))
  const selected = useStore(elements.store, ({ nodes }) => nodes.find((node) => node.selected)?.id)
  return (
    <div className="flex min-h-0 flex-1 max-lg:flex-col">
      <div className="relative min-h-40 min-w-0 flex-1">
        <Canvas elements={elements} nodesDraggable={false} nodesConnectable={false} edgesFocusable={false} />
      </div>
      {children(selected, show)}
    </div>
  )
}
