'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, Eye } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { PartError } from '../shell/part-error'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import type { Outputs } from '../trpc/types'
import { useEditor } from './context'

const LOOK_AGAIN_MS = 5_000

type TriggerState = Outputs['triggers']['list'][number]

/** When a trigger of the published version looked last, what came of it, and a way to have it look now. */
export function TriggerLook({ nodeId }: { nodeId: string }) {
  const { flowId } = useEditor()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const mayStart = useCan('run.start')
  const triggers = useQuery(trpc.triggers.list.queryOptions({ flowId }, { refetchInterval: LOOK_AGAIN_MS }))
  const lookNow = useMutation(
    trpc.triggers.lookNow.mutationOptions({
      onError: sayFailure,
      onSettled: () => queryClient.invalidateQueries(trpc.triggers.pathFilter()),
    }),
  )
  if (triggers.isError && !triggers.data)
    return <PartError title="When it looked could not be loaded" error={triggers.error} onRetry={() => void triggers.refetch()} />
  if (!triggers.data) return null
  const trigger = triggers.data.find((each) => each.nodeId === nodeId)
  return (
    <section aria-label="Last look" className="flex flex-col gap-2.5 rounded-md border p-3">
      {trigger ? <LastLook trigger={trigger} /> : <p className="text-ink-2 text-sm">It begins to look once the flow is published.</p>}
      {trigger && mayStart && (
        <Button size="sm" className="self-start" loading={lookNow.isPending} onClick={() => lookNow.mutate({ flowId, nodeId })}>
          <Eye aria-hidden />
          Look now
        </Button>
      )}
    </section>
  )
}

function LastLook({ trigger: { enabled, look, nextAt } }: { trigger: TriggerState }) {
  if (!enabled) return <p className="text-ink-2 text-sm">The flow is switched off, so it does not look.</p>
  if (!look) return <p className="text-ink-2 text-sm">It is about to look for the first time.</p>
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="text-ink-2">
        Looked <RelativeTime at={new Date(look.at)} />
        {look.problem === undefined && `: ${foundInWords(look.found)}`}
      </p>
      {look.problem !== undefined && (
        <p className="flex items-start gap-1.5 text-bad-ink">
          <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          <span className="min-w-0 break-words">
            {look.problem} {look.hint}
            {look.failures > 1 && ` It failed ${look.failures} times in a row.`}
          </span>
        </p>
      )}
      {nextAt && (
        <p className="text-ink-3">
          Looks again <RelativeTime at={nextAt} />
        </p>
      )}
    </div>
  )
}

function foundInWords(found: number): string {
  if (found === 0) return 'nothing new'
  return found === 1 ? 'one new entry' : `${found} new entries`
}
