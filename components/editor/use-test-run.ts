'use client'
import { useMutation } from '@tanstack/react-query'
import { toast } from '@/components/ui/toast'
import type { Json } from '@/flow/json'
import { errorMessage } from '../trpc/error-of'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { useEditor } from './context'

type TestInput = { input?: Json; triggerNodeId?: string; untilNodeId?: string; onlyStep?: string; asIn?: string }

/** Runs the draft as it stands and shows it on the canvas. */
export function useTestRun() {
  const { flowId, screen, draft, follow } = useEditor()
  const trpc = useTRPC()
  const client = useTRPCClient()
  const mutation = useMutation(
    trpc.runs.test.mutationOptions({
      onSuccess: async ({ runId }) => {
        screen.setState({ dialog: null })
        follow('run', await client.runs.get.query({ id: runId }))
      },
      onError: (error) => toast.error(errorMessage(error)),
    }),
  )
  return {
    isPending: mutation.isPending,
    start: async (how: TestInput) => {
      await draft.settled()
      mutation.mutate({ flowId, effects: screen.getState().effects, ...how })
    },
  }
}
