'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CirclePause } from 'lucide-react'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { Button } from '../ui/button'

/** Why the runs of a flow stay queued, and the way out. Nothing while it is not paused. */
export function PausedNotice({ flowId }: { flowId: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const mayOperate = useCan('flow.operate')
  const flow = useQuery(trpc.flows.get.queryOptions({ id: flowId })).data
  const resume = useMutation(
    trpc.flows.setPaused.mutationOptions({
      onError: sayFailure,
      onSettled: () =>
        Promise.all([trpc.flows.pathFilter(), trpc.runs.pathFilter()].map((filter) => queryClient.invalidateQueries(filter))),
    }),
  )
  if (!flow?.paused) return null
  return (
    <div role="status" className="mb-2.5 flex flex-wrap items-center gap-2.5 border-t bg-wait-soft px-3 py-2 text-sm text-wait-ink sm:px-5">
      <CirclePause className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
      <p className="flex-1">{flow.name} is paused. What its triggers start is accepted and stays queued; runs that are going on finish.</p>
      {mayOperate && (
        <Button size="sm" loading={resume.isPending} onClick={() => resume.mutate({ id: flowId, paused: false })}>
          Let it go on
        </Button>
      )}
    </div>
  )
}
