'use client'
import { ReactFlowProvider } from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import { createStore } from 'zustand/vanilla'
import type { Manifest } from '@/flow/define/manifest'
import type { Problem } from '@/flow/graph/problem'
import { createElements, type ElementStore } from '../canvas/elements'
import { foldInOthers } from '../canvas/fold-in-others'
import { createFolds } from '../canvas/folds'
import { type Live, NO_RUN } from '../canvas/live'
import { type CanvasModel, CanvasProvider } from '../canvas/model'
import { useKeepInSight } from '../canvas/use-keep-in-sight'
import { useCommentActions } from '../comments/use-comment-actions'
import { useConnections } from '../connections/use-connections'
import type { Draft } from '../draft/draft'
import { useFlowsAround } from '../flow-calls/use-flows-around'
import { useCan } from '../shell/session'
import { PeopleOnCanvas } from '../together/people-on-canvas'
import type { Together } from '../together/together'
import { useLostStep } from '../together/use-lost-step'
import { useVariables } from '../variables/use-variables'
import { ArrangeActions } from './arrange/arrange-actions'
import { type EditorContextValue, EditorProvider, type EditorScreen, EMPTY_SCREEN, useEditor, useScreen, useSelection } from './context'
import { DataLines } from './data/data-lines'
import { EditorActions } from './editor-actions'
import { EditorCanvas } from './editor-canvas'
import { EditorDialogs } from './editor-dialogs'
import { EmptyCanvas } from './empty/empty-canvas'
import { GesturesOnCanvas } from './gestures-on-canvas'
import { CommentPinsIfAny, CommentsPanel, FileStartIfAsked, FollowBannerIfAny, LostStepPanel, Palette, RunDock } from './on-demand'
import { keepsPaletteOpen } from './palette/preference'
import { StepForm } from './step-form'
import { keptEffects } from './testing/effects'
import { useStaleMarks } from './testing/use-stale-marks'
import { Toolbar } from './toolbar'
import { EditorTopBar } from './top-bar'
import { useAddressed } from './use-addressed'
import { useClipboard } from './use-clipboard'
import { useFollow } from './use-follow'
import { useLastRun } from './use-last-run'
import { useProblemCheck } from './use-problem-check'
import { useSoonWanted } from './use-soon-wanted'
import { useTypedAhead } from './use-typed-ahead'

type OpenFlowProps = { flowId: string; workspace: string; manifest: Manifest; draft: Draft; together: Together }

/** The editor, once the draft is there. */
export function OpenFlow({ flowId, workspace, manifest, draft, together }: OpenFlowProps) {
  const mayEdit = useCan('flow.write')
  const mayTest = useCan('run.test')
  const mayPublish = useCan('flow.publish')
  const [elements, setElements] = useState<ElementStore>()
  const [screen] = useState(() =>
    createStore<EditorScreen>(() => ({ ...EMPTY_SCREEN, palette: keepsPaletteOpen(), effects: keptEffects(flowId) })),
  )
  const [parts] = useState(() => ({
    problems: createStore<ReadonlyMap<string, readonly Problem[]>>(() => new Map()),
    live: createStore<Live>(() => NO_RUN),
    noteInEdit: createStore<{ id: string | null }>(() => ({ id: null })),
    folds: createFolds(flowId),
  }))

  useEffect(() => {
    const created = createElements(draft.graph, manifest, parts.folds)
    const stop = foldInOthers(draft.graph, created, parts.folds, () => draft.takingIn() !== null)
    setElements(created)
    return () => {
      stop()
      created.close()
    }
  }, [draft, manifest, parts])
  const around = { accounts: useConnections(), flows: useFlowsAround(flowId), variables: useVariables() }
  useProblemCheck(draft, manifest, around, parts.problems, screen)

  const canvas = useMemo<CanvasModel>(() => ({ graph: draft.graph, manifest, gestures: null, ...parts }), [draft, manifest, parts])
  const follow = useFollow(screen, canvas)
  const editor = useMemo<EditorContextValue | null>(
    () => (elements ? { flowId, workspace, draft, together, canvas, elements, screen, follow, mayEdit, mayTest, mayPublish } : null),
    [flowId, workspace, draft, together, canvas, elements, screen, follow, mayEdit, mayTest, mayPublish],
  )
  if (!editor) return null
  return (
    <EditorProvider value={editor}>
      <CanvasProvider value={canvas}>
        <ReactFlowProvider>
          <EditorTopBar />
          <div className="relative flex min-h-0 flex-1">
            <Workbench />
          </div>
          <EditorDialogs />
          <EditorActions />
          <ArrangeActions />
        </ReactFlowProvider>
      </CanvasProvider>
    </EditorProvider>
  )
}

/** What is chosen concerns what stands beside the canvas, and not the canvas. */
function Workbench() {
  const running = useScreen((state) => state.run !== null)
  const palette = useScreen((state) => state.palette)
  useTypedAhead()
  useCommentActions()
  useClipboard()
  useLastRun()
  useAddressed()
  useStaleMarks()
  useSoonWanted()
  return (
    <>
      {palette && <Palette />}
      <div className="relative min-w-0 flex-1">
        <GesturesOnCanvas>
          <EditorCanvas>
            <CommentPinsIfAny />
            <PeopleOnCanvas />
            <DataLines />
          </EditorCanvas>
        </GesturesOnCanvas>
        <EmptyCanvas />
        <Toolbar />
        {running && <RunDock />}
        <FileStartIfAsked />
        <FollowBannerIfAny />
      </div>
      <BesideCanvas />
    </>
  )
}

function BesideCanvas() {
  const { draft, elements } = useEditor()
  const talking = useScreen((state) => state.comments !== null)
  const { lost, forget } = useLostStep()
  const [only, ...more] = useSelection()
  useKeepInSight(elements)
  const step = only !== undefined && more.length === 0 && draft.graph.getState().nodes.has(only) ? only : undefined
  if (talking) return <CommentsPanel />
  if (lost) return <LostStepPanel lost={lost} onClose={forget} />
  return step !== undefined && <StepForm step={step} />
}
