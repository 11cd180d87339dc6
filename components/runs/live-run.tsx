'use client'
import { ReactFlowProvider } from '@xyflow/react'
import { memo, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { createStore } from 'zustand/vanilla'
import type { Manifest } from '@/flow/define/manifest'
import { isTerminal } from '@/flow/engine/status'
import { Canvas } from '../canvas/canvas'
import { createElements, type ElementStore } from '../canvas/elements'
import { foldInOthers } from '../canvas/fold-in-others'
import { createFolds } from '../canvas/folds'
import type { Live } from '../canvas/live'
import { type CanvasModel, CanvasProvider } from '../canvas/model'
import { useKeepInSight } from '../canvas/use-keep-in-sight'
import { useStayFitted } from '../canvas/use-stay-fitted'
import { graphStoreOf } from '../draft/graph-store'
import { CancelLine } from './cancel-line'
import { ErrorFlowLink } from './error-flow-link'
import { FailureCard } from './failure-card'
import { FilmBar } from './film/film-bar'
import { createProjector, type Projector } from './film/projector'
import { useFilmActions } from './film/use-film-actions'
import type { RunFollower } from './follow-run'
import { createLooking, LookingProvider } from './looking'
import { OpenQuestion } from './open-question'
import { RunHeader } from './run-header'
import { RunLine } from './run-line'
import { RunStepPanel } from './run-step-panel'
import { StepRunActions } from './step-run-actions'
import { Timeline } from './timeline'
import { TrailCard } from './trail/trail-card'
import { useTrail } from './trail/use-trail'
import { useCalledRuns } from './use-called-runs'
import { useRunPageActions } from './use-run-page-actions'
import { useRunWalk } from './use-run-walk'

type LiveRunProps = { workspace: string; manifest: Manifest; follower: RunFollower }

export function LiveRun({ workspace, manifest, follower }: LiveRunProps) {
  const graph = follower.store.getState().run.graph
  const [elements, setElements] = useState<ElementStore>()
  const [projector, setProjector] = useState<Projector>()
  const [looking] = useState(createLooking)
  const canvas = useMemo<CanvasModel>(
    () => ({
      graph: graphStoreOf(graph),
      manifest,
      problems: createStore(() => new Map()),
      live: createStore<Live>(() => follower.store.getState().view),
      gestures: null,
      noteInEdit: createStore<{ id: string | null }>(() => ({ id: null })),
      folds: createFolds(follower.store.getState().run.flowId),
    }),
    [graph, manifest, follower],
  )

  useEffect(() => {
    const created = createElements(canvas.graph, manifest, canvas.folds)
    const stop = canvas.folds && foldInOthers(canvas.graph, created, canvas.folds, () => false)
    setElements(created)
    return () => {
      stop?.()
      created.close()
    }
  }, [canvas, manifest])

  useEffect(() => {
    const created = createProjector(follower)
    const show = () => {
      const { nodes, edges } = created.store.getState().shown.view
      canvas.live.setState({ nodes, edges })
    }
    show()
    created.store.subscribe(show)
    setProjector(created)
    return created.close
  }, [canvas, follower])

  if (!elements || !projector) return null
  return (
    <CanvasProvider value={canvas}>
      <ReactFlowProvider>
        <LookingProvider value={looking}>
          <RunScreen workspace={workspace} elements={elements} follower={follower} projector={projector} />
        </LookingProvider>
      </ReactFlowProvider>
    </CanvasProvider>
  )
}

/** Around the workbench, so that what can be done with the run comes before what can be done on it. */
function RunScreen(props: WorkbenchProps) {
  const { workspace, follower } = props
  const actions = useRunPageActions(workspace, follower)
  return (
    <>
      <RunHeader workspace={workspace} follower={follower} actions={actions} />
      <div className="relative flex min-h-0 flex-1">
        <RunWorkbench {...props} />
      </div>
    </>
  )
}

type WorkbenchProps = { workspace: string; elements: ElementStore; follower: RunFollower; projector: Projector }

function RunWorkbench({ workspace, elements, follower, projector }: WorkbenchProps) {
  const followed = useStore(follower.store)
  const { shown, at } = useStore(projector.store)
  useFilmActions(projector)
  const called = useCalledRuns(followed.run.id)
  const selection = useStore(
    elements.store,
    useShallow((state) => state.nodes.filter((node) => node.selected && node.type !== 'note').map(({ id }) => id)),
  )
  const show = useRunWalk(elements)
  useKeepInSight(elements)
  useStayFitted('page')
  const trail = useTrail(shown, elements, show)
  const [only, ...more] = selection
  const selected = more.length === 0 ? only : undefined
  return (
    <>
      <StepRunActions workspace={workspace} followed={followed} selected={at === null ? selected : undefined} onGo={show} />
      <div className="relative flex min-w-0 flex-1 flex-col">
        <CancelLine followed={followed} className="border-b bg-surface px-4 py-2 text-ink-2 text-sm" />
        <OpenQuestion followed={followed} onGo={show} />
        <FailureCard
          workspace={workspace}
          followed={followed}
          onGo={(place) => {
            projector.seek(null)
            trail.go(place)
          }}
          onTrace={(place) => {
            projector.seek(null)
            trail.trace(place, followed)
          }}
        />
        <div className="relative min-h-0 flex-1">
          <RunCanvas elements={elements} />
        </div>
        <section aria-label="Timeline" className="border-t bg-surface px-3.5 py-2.5">
          <header className="flex items-center gap-2.5 pb-1">
            <h2 className="font-semibold text-sm">Timeline</h2>
            <RunLine workspace={workspace} followed={followed} />
            <ErrorFlowLink workspace={workspace} called={called} />
            {followed.behind && (followed.coming || !isTerminal(followed.status)) && (
              <span role="status" className="text-wait-ink text-xs">
                Reconnecting: what is shown may be behind
              </span>
            )}
          </header>
          <FilmBar projector={projector} />
          <Timeline
            followed={followed}
            moment={at === null ? undefined : followed.journal[at - 1]?.at}
            selected={selected}
            onSelect={show}
          />
        </section>
      </div>
      {selected && (
        <RunStepPanel
          key={selected}
          workspace={workspace}
          nodeId={selected}
          followed={shown}
          isNow={at === null}
          called={called}
          above={
            trail.found && (
              <TrailCard
                {...trail.found}
                workspace={workspace}
                followed={shown}
                called={called}
                onGo={trail.go}
                onGoOn={trail.goOn}
                onClose={trail.close}
              />
            )
          }
          onTrace={(place) => trail.trace(place)}
          onClose={() => elements.select([])}
        />
      )}
    </>
  )
}

/** By itself: its cards listen to the run, the canvas need not. */
const RunCanvas = memo(function RunCanvas({ elements }: { elements: ElementStore }) {
  return <Canvas elements={elements} nodesDraggable={false} nodesConnectable={false} edgesFocusable={false} />
})
