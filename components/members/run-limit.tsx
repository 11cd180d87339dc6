'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { toast } from 'sonner'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'

/** How many runs of the whole workspace go on at once. */
export function RunLimit() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const limit = useQuery(trpc.workspace.limit.queryOptions())
  const save = useMutation(
    trpc.workspace.setLimit.mutationOptions({
      onSuccess: () => void toast.success('Saved'),
      onError: (error) => toast.error(errorMessage(error)),
      onSettled: () => queryClient.invalidateQueries(trpc.workspace.limit.pathFilter()),
    }),
  )
  if (!limit.data) return null
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const most = Number(new FormData(event.currentTarget).get('most'))
    save.mutate({ most: most > 0 ? most : null })
  }
  return (
    <section aria-labelledby="run-limit" className="px-3 sm:px-5">
      <h2 id="run-limit" className="pb-2 font-semibold">
        Runs at once
      </h2>
      <form onSubmit={submit} className="flex items-end gap-2">
        <Field label="Of all flows together" hint="optional" className="w-72">
          {(control) => (
            <Input
              {...control}
              key={limit.data.most}
              name="most"
              type="number"
              min={1}
              max={10_000}
              defaultValue={limit.data.most ?? ''}
              placeholder="As many as there are"
            />
          )}
        </Field>
        <Button type="submit" loading={save.isPending}>
          Save
        </Button>
      </form>
    </section>
  )
}
