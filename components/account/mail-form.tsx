'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { PartError } from '../shell/part-error'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { Skeleton } from '../ui/skeleton'
import { Switch } from '../ui/switch'
import { Section } from './section'

/** Which mails KAOS sends to this person. */
export function MailForm() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const id = useId()
  const mails = useQuery(trpc.account.mentionMails.queryOptions())
  const set = useMutation(
    trpc.account.setMentionMails.mutationOptions({
      onError: sayFailure,
      onSettled: () => queryClient.invalidateQueries(trpc.account.mentionMails.pathFilter()),
    }),
  )
  const wanted = set.isPending ? set.variables.wanted : mails.data?.wanted
  return (
    <Section title="Mails" description="What KAOS writes to you about. Your inbox in KAOS shows all of it in any case.">
      {mails.error && !mails.data ? (
        <PartError title="Which mails you get could not be loaded" error={mails.error} onRetry={() => mails.refetch()} />
      ) : (
        <div className="flex items-start gap-3">
          <span className="flex h-5.5 items-center">
            {wanted === undefined ? (
              <Skeleton className="h-4 w-7" />
            ) : (
              <Switch id={id} checked={wanted} aria-describedby={`${id}-help`} onCheckedChange={(next) => set.mutate({ wanted: next })} />
            )}
          </span>
          <div>
            <label htmlFor={id} className="font-medium">
              Somebody mentions me
            </label>
            <p id={`${id}-help`} className="text-ink-2 text-sm">
              One mail for each mention in a comment, when you have not seen it within a minute and do not look at the flow.
            </p>
          </div>
        </div>
      )}
    </Section>
  )
}
