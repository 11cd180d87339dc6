'use client'
import { useQuery } from '@tanstack/react-query'
import { isTerminal } from '@/flow/engine/status'
import { useTRPC } from '../trpc/provider'
import { cancelInWords } from './cancel-in-words'
import type { FollowedRun } from './follow-run'

/** Who or what cancelled a run, and how far it has come with what it tidies up; nothing for any other run. */
export function CancelLine({ followed, className }: { followed: FollowedRun; className: string }) {
  const { run, status, view } = followed
  const isCancelled = status === 'cancelled' || view.tidying !== null
  const trpc = useTRPC()
  const by = useQuery(trpc.runs.cancelledBy.queryOptions({ id: run.id }, { enabled: isCancelled, staleTime: Number.POSITIVE_INFINITY }))
  if (!isCancelled) return null
  const words = cancelInWords(by.data, view.tidying, isTerminal(status))
  return words === null ? null : (
    <p role="status" className={className}>
      {words}
    </p>
  )
}
