'use client'
import { useMutation } from '@tanstack/react-query'
import type { Json } from '@/flow/json'
import { useTRPCClient } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { useEditor } from './context'
import type { Effects } from './testing/effects'

type TestInput = { input?: Json; triggerNodeId?: string; untilNodeId?: string; onlyStep?: string; asIn?: string }

/** Runs the draft as it stands and shows it on the canvas. */
export function useTestRun() {
  const { flowId, screen, draft, follow } = useEditor()
  const client = useTRPCClient()
  const { mutate, isPending } = useMutation({
    mutationFn: async (how: TestInput & { effects: Effects }) => {
      await draft.allSaved()
      return client.runs.test.mutate({ flowId, ...how })
    },
    onSuccess: async ({ runId }) => {
      screen.setState(({ dialog }) => (dialog === 'test' ? { dialog: null } : {}))
      follow('run', await client.runs.get.query({ id: runId }))
    },
    onError: sayFailure,
  })
  return {
    isPending,
    start: (how: TestInput) => {
      // By its keys it may be pressed again while the first is on its way.
      if (!isPending) mutate({ effects: screen.getState().effects, ...how })
    },
  }
}
