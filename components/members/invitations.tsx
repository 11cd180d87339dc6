'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MailPlus } from 'lucide-react'
import { PartError } from '../shell/part-error'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { Button } from '../ui/button'
import { RelativeTime } from '../ui/relative-time'
import { Skeleton } from '../ui/skeleton'
import { useEachOnce } from '../ui/use-each-once'
import { roleLabel } from './roles'

/** Links that were made and not used yet. */
export function Invitations({ onInvite }: { onInvite: () => void }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const invitations = useQuery(trpc.members.invitations.queryOptions())
  const options = trpc.members.revokeInvitation.mutationOptions({
    onError: sayFailure,
    onSettled: () => queryClient.invalidateQueries(trpc.members.invitations.pathFilter()),
  })
  const revoke = useEachOnce({ ...options, ...useMutation(options) })
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations" className="px-3 pb-2 font-semibold sm:px-5">
        Open invitations
      </h2>
      {invitations.isPending ? (
        <Skeleton className="mx-3 h-13 rounded-md sm:mx-5" />
      ) : !invitations.data ? (
        <div className="mx-3 sm:mx-5">
          <PartError title="The invitations could not be loaded" error={invitations.error} onRetry={() => void invitations.refetch()} />
        </div>
      ) : invitations.data.length === 0 ? (
        <div className="mx-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-dashed border-line-strong px-4 py-3.5 text-ink-2 sm:mx-5">
          <MailPlus className="size-4 text-ink-3" strokeWidth={1.75} aria-hidden />
          <p className="flex-1">No one is invited at the moment.</p>
          <Button size="sm" onClick={onInvite}>
            Invite someone
          </Button>
        </div>
      ) : (
        <ul className="border-t">
          {invitations.data.map(({ id, email, role, expiresAt }) => (
            <li key={id} className="flex items-center gap-3 border-b px-3 py-2.5 sm:px-5">
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{email}</p>
                <p className="text-ink-3 text-sm">
                  {roleLabel(role)}, expires <RelativeTime at={expiresAt} />
                </p>
              </div>
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Withdraw the invitation of ${email}`}
                loading={revoke.isUnderWay(id)}
                onClick={() => revoke.start({ id })}
              >
                {revoke.isUnderWay(id) ? 'Withdrawing' : 'Withdraw'}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
