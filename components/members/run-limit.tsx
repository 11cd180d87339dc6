'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { toast } from 'sonner'
import { PartError } from '../shell/part-error'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { Button } from '../ui/button'
import { MostField, mostIn } from '../ui/most-field'
import { Skeleton } from '../ui/skeleton'

/** How many runs of the whole workspace go on at once. */
export function RunLimit() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const limit = useQuery(trpc.workspace.limit.queryOptions())
  const save = useMutation(
    trpc.workspace.setLimit.mutationOptions({
      onSuccess: () => void toast.success('Saved'),
      onError: sayFailure,
      onSettled: () => queryClient.invalidateQueries(trpc.workspace.limit.pathFilter()),
    }),
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate({ most: mostIn(new FormData(event.currentTarget)) })
  }
  return (
    <section aria-labelledby="run-limit" className="px-3 sm:px-5">
      <h2 id="run-limit" className="pb-2 font-semibold">
        Runs at once
      </h2>
      {limit.isPending ? (
        <Skeleton className="h-14 w-72 rounded-md" />
      ) : !limit.data ? (
        <PartError title="The limit could not be loaded" error={limit.error} onRetry={() => void limit.refetch()} />
      ) : (
        <form onSubmit={submit} className="flex items-end gap-2">
          <MostField label="Of all flows together" className="w-72" most={limit.data.most} highest={10_000} />
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </form>
      )}
    </section>
  )
}
