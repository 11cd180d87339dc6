'use client'
import { useMutation } from '@tanstack/react-query'
import { toast } from '@/components/ui/toast'
import { isTerminal } from '@/flow/engine/status'
import { nodeOf } from '@/flow/engine/step'
import { typeOf } from '../../canvas/model'
import { useTRPCClient } from '../../trpc/provider'
import { sayFailure } from '../../trpc/say-failure'
import { useEditor } from '../context'
import { useTestRun } from '../use-test-run'
import type { Effects } from './effects'
import { lastResult } from './last-result'

/** What a test can do with one step: pin what it gave, run it by itself, go on from it. */
export function useStepTesting() {
  const { draft, screen, canvas } = useEditor()
  const test = useTestRun()
  const goingOn = useGoOn()
  const followed = () => (screen.getState().run ?? screen.getState().sample)?.store.getState() ?? null
  const nodeAt = (nodeId: string) => canvas.graph.getState().nodes.get(nodeId)

  return {
    isPending: test.isPending || goingOn.isPending,

    /** A start begins tests with its sample; it is never pinned. */
    canPin(nodeId: string): boolean {
      const kind = typeOf(canvas.manifest, nodeAt(nodeId)?.type)?.kind
      return kind === 'action' || kind === 'container'
    },

    togglePin(nodeId: string) {
      const node = nodeAt(nodeId)
      if (!node) return
      if (node.sample !== undefined) return draft.edit({ type: 'node.pin', id: nodeId })
      const result = lastResult(followed(), nodeId)
      if (!result) {
        screen.setState({ inspectorTab: 'data' })
        return toast('There is nothing to pin yet. Run the step first, or write its data by hand.')
      }
      const { output, port } = result.state
      draft.edit({ type: 'node.pin', id: nodeId, sample: output, ...(port === null ? {} : { port }) })
    },

    /** With what came before it in the run that is shown, if that is over. */
    runAlone(nodeId: string) {
      const shown = followed()
      const asIn = shown && isTerminal(shown.status) && !shown.run.detailsRemovedAt ? shown.run.id : undefined
      const place = asIn ? lastResult(shown, nodeId)?.step : undefined
      const here = place !== undefined && shown?.run.graph.nodes.some(({ id }) => id === nodeId) ? place : nodeId
      return test.start({ onlyStep: here, ...(asIn ? { asIn } : {}) })
    },

    runUntil: (nodeId: string) => test.start({ untilNodeId: nodeId }),

    /** Where the shown run came to this step, if the draft can go on from there. */
    placeToGoOn(nodeId: string): string | null {
      const shown = screen.getState().run?.store.getState()
      if (!shown || !isTerminal(shown.status) || shown.run.detailsRemovedAt) return null
      for (const [step, { status }] of shown.state.steps) if (nodeOf(step) === nodeId && status !== 'skipped') return step
      return null
    },

    goOn: goingOn.from,
  }
}

/** A new test run of the draft that takes over what came before the step in the run that is shown. */
function useGoOn() {
  const { draft, screen, follow } = useEditor()
  const client = useTRPCClient()
  const { mutate, isPending } = useMutation({
    mutationFn: async (how: { id: string; fromStep: string; effects: Effects }) => {
      await draft.allSaved()
      return client.runs.continue.mutate({ on: 'draft', ...how })
    },
    onSuccess: async ({ runId }) => follow('run', await client.runs.get.query({ id: runId })),
    onError: sayFailure,
  })
  return {
    isPending,
    from(step: string) {
      const { run, effects } = screen.getState()
      const shown = run?.store.getState()
      if (shown && !isPending) mutate({ id: shown.run.id, fromStep: step, effects })
    },
  }
}
