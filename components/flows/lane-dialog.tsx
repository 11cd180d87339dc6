'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import type { Outputs } from '../trpc/types'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormDialogContent } from '../ui/form-dialog'
import { MostField, mostIn } from '../ui/most-field'
import { Select } from '../ui/select'
import { Skeleton } from '../ui/skeleton'

type Flow = Outputs['flows']['get']

const PRIORITIES = [
  { value: 'high', label: 'High', description: 'Before the other runs of this workspace' },
  { value: 'normal', label: 'Normal' },
  { value: 'low', label: 'Low', description: 'When nothing else of this workspace is queued' },
] as const

type LaneDialogProps = { flow: { id: string; name: string } | null; onClose: () => void }

/** Whose runs go first, and how many of a flow go on at once. */
export function LaneDialog({ flow, onClose }: LaneDialogProps) {
  return (
    <DialogRoot open={flow !== null} onOpenChange={(open) => !open && onClose()}>
      {flow && <Loaded id={flow.id} name={flow.name} onClose={onClose} />}
    </DialogRoot>
  )
}

function Loaded({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const trpc = useTRPC()
  // Fresh each time, as all of it is saved; and then left alone: what is being typed must not be overwritten.
  const flow = useQuery(trpc.flows.get.queryOptions({ id }, { staleTime: 0 }))
  const [first, setFirst] = useState<Flow>()
  if (!first && flow.data && flow.isFetchedAfterMount && !flow.isFetching) setFirst(flow.data)
  if (first) return <Form flow={first} onClose={onClose} />
  return (
    <DialogContent title={`Priority and limit of ${name}`}>
      {flow.isError ? <p role="alert">{errorMessage(flow.error)}</p> : <Skeleton className="h-28 w-full" />}
    </DialogContent>
  )
}

function Form({ flow, onClose }: { flow: Flow; onClose: () => void }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [priority, setPriority] = useState(flow.priority)
  const save = useMutation(
    trpc.flows.setLane.mutationOptions({
      onSuccess: async () => {
        onClose()
        await queryClient.invalidateQueries(trpc.flows.pathFilter())
      },
      onError: sayFailure,
    }),
  )
  return (
    <FormDialogContent
      title={`Priority and limit of ${flow.name}`}
      description="Both count at once, for runs that are queued already too."
      pending={save.isPending}
      onClose={onClose}
      onSubmit={(form) => save.mutate({ id: flow.id, priority, most: mostIn(form) })}
    >
      <Field label="Priority">
        {(control) => <Select {...control} value={priority} options={PRIORITIES} onChange={(value) => setPriority(value)} />}
      </Field>
      <MostField
        label="Runs at once"
        help="Others stay queued until it is their turn. Runs that wait for something do not count."
        most={flow.most}
        highest={10_000}
      />
    </FormDialogContent>
  )
}
