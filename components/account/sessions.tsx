'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MonitorSmartphone } from 'lucide-react'
import { PartError } from '../shell/part-error'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { RelativeTime } from '../ui/relative-time'
import { Skeleton } from '../ui/skeleton'
import { useEachOnce } from '../ui/use-each-once'
import { describeDevice } from './describe-device'
import { Section } from './section'

export function Sessions() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const sessions = useQuery(trpc.account.sessions.queryOptions())
  const options = trpc.account.revokeSession.mutationOptions({
    onError: sayFailure,
    onSettled: () => queryClient.invalidateQueries(trpc.account.sessions.pathFilter()),
  })
  const revoke = useEachOnce({ ...options, ...useMutation(options) })
  return (
    <Section title="Where you are signed in" description="Sign out a browser you no longer use or don't recognise.">
      {sessions.isError && !sessions.data && (
        <PartError title="This could not be loaded" error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.isPending && <Skeleton className="h-16 rounded-md" />}
      <ul className="overflow-hidden rounded-md border bg-surface empty:hidden">
        {sessions.data?.map(({ id, userAgent, address, seenAt, current }) => (
          <li key={id} className="flex items-center gap-3.5 border-b px-4 py-3 last:border-b-0">
            <MonitorSmartphone className="size-4.5 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
            <div className="min-w-0 flex-1">
              <p className="flex items-center gap-2 font-medium" title={userAgent}>
                <span className="truncate">{describeDevice(userAgent)}</span>
                {current && <Badge tone="ok">This browser</Badge>}
              </p>
              <p className="truncate text-ink-3 text-sm">
                {address}, active <RelativeTime at={seenAt} />
              </p>
            </div>
            {!current && (
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Sign out ${describeDevice(userAgent)} at ${address}`}
                loading={revoke.isUnderWay(id)}
                onClick={() => revoke.start({ id })}
              >
                {revoke.isUnderWay(id) ? 'Signing out' : 'Sign out'}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
