'use client'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { QueryError } from '../shell/query-error'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { ChannelView } from './channel-view'

/** Nothing rings for a sandbox, so the page looks again while it is in sight. */
const LOOK_EVERY_MS = 2_000

/** A Slack sandbox. Its buttons decide as whoever presses them, like those in Slack. */
export function Channels({ connectionId }: { connectionId: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [channel, setChannel] = useState<string>()
  const shown = useQuery(
    trpc.sandbox.channel.queryOptions(
      { connectionId, ...(channel ? { channel } : {}) },
      { refetchInterval: LOOK_EVERY_MS, placeholderData: keepPreviousData },
    ),
  )
  const press = useMutation(
    trpc.sandbox.press.mutationOptions({
      onSettled: () =>
        Promise.all([queryClient.invalidateQueries(trpc.sandbox.pathFilter()), queryClient.invalidateQueries(trpc.approvals.pathFilter())]),
    }),
  )
  if (shown.isPending) return <RowsSkeleton rows={5} />
  if (!shown.data) return <QueryError title="The channels could not be opened" error={shown.error} onRetry={() => shown.refetch()} />
  return (
    <ChannelView
      channel={shown.data}
      onChannel={setChannel}
      onPress={(pressed) => press.mutate({ connectionId, ...pressed })}
      pressing={press.isPending ? press.variables.waitId : null}
      problem={press.error ? errorMessage(press.error) : null}
    />
  )
}
