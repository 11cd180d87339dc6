'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { toast } from 'sonner'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import type { Outputs } from '../trpc/types'
import { Button } from '../ui/button'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
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
  const flow = useQuery(trpc.flows.get.queryOptions({ id }))
  if (flow.data) return <Form flow={flow.data} onClose={onClose} />
  return (
    <DialogContent title={`Priority and limit of ${name}`}>
      {flow.isError ? <p role="alert">{errorMessage(flow.error)}</p> : <Skeleton className="h-28 w-full" />}
    </DialogContent>
  )
}

function Form({ flow, onClose }: { flow: Flow; onClose: () => void }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const formId = useId()
  const [priority, setPriority] = useState(flow.priority)
  const save = useMutation(
    trpc.flows.setLane.mutationOptions({
      onSuccess: async () => {
        onClose()
        await queryClient.invalidateQueries(trpc.flows.pathFilter())
      },
      onError: (error) => toast.error(errorMessage(error)),
    }),
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const most = Number(new FormData(event.currentTarget).get('most'))
    save.mutate({ id: flow.id, priority, most: most > 0 ? most : null })
  }
  return (
    <DialogContent
      title={`Priority and limit of ${flow.name}`}
      description="Both count at once, for runs that are queued already too."
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={formId} loading={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Priority">
          {(control) => <Select {...control} value={priority} options={PRIORITIES} onChange={(value) => setPriority(value)} />}
        </Field>
        <Field
          label="Runs at once"
          hint="optional"
          help="Others stay queued until it is their turn. Runs that wait for something do not count."
        >
          {(control) => (
            <Input
              {...control}
              name="most"
              type="number"
              min={1}
              max={10_000}
              defaultValue={flow.most ?? ''}
              placeholder="As many as there are"
            />
          )}
        </Field>
      </form>
    </DialogContent>
  )
}
