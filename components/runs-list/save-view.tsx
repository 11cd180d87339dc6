'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan } from '../shell/session'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Field } from '../ui/field'
import { FormDialogContent } from '../ui/form-dialog'
import { Input } from '../ui/input'
import type { RunFilter, RunView } from './types'

/** `view`: the one to change; without it the filter is kept as a new one. */
export function SaveView({ view, filter, onClose }: { view?: RunView; filter: RunFilter; onClose: () => void }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const mayShare = useCan('flow.operate')
  const [shared, setShared] = useState(view?.shared ?? false)
  const save = useMutation(
    trpc.runViews.save.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.runViews.pathFilter())
        onClose()
      },
    }),
  )
  return (
    <FormDialogContent
      title={view ? 'Rename this view' : 'Save this view'}
      confirm={view ? 'Rename' : 'Save view'}
      pending={save.isPending}
      onClose={onClose}
      onSubmit={(form) => {
        const name = String(form.get('name')).trim()
        if (name) save.mutate({ id: view?.id, name, filter, shared })
      }}
    >
      <Field label="Name" error={save.error && errorMessage(save.error)}>
        {(control) => (
          <Input
            {...control}
            name="name"
            required
            maxLength={100}
            autoComplete="off"
            defaultValue={view?.name}
            placeholder="Failed this week"
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </Field>
      {mayShare && (
        <label className="flex items-center gap-2 text-sm">
          <input type="checkbox" checked={shared} onChange={() => setShared(!shared)} className="size-4 accent-brand" />
          For everybody in the workspace
        </label>
      )}
    </FormDialogContent>
  )
}
