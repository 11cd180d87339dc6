'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useGo } from '../shell/go'
import { useCan } from '../shell/session'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { Button } from '../ui/button'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
import { Skeleton } from '../ui/skeleton'
import { ContinuationLook } from './continuation-look'

type ContinueDialogProps = {
  workspace: string
  run: { id: string; flowId: string; versionId?: string }
  /** Left out: only what had not finished is done. */
  from?: { step: string; label: string }
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Says what would be taken over and what would be done again, on the version chosen, before anything is. */
export function ContinueDialog({ open, onOpenChange, ...props }: ContinueDialogProps) {
  return (
    <DialogRoot open={open} onOpenChange={onOpenChange}>
      {open && <Open {...props} onClose={() => onOpenChange(false)} />}
    </DialogRoot>
  )
}

function Open({ workspace, run, from, onClose }: Omit<ContinueDialogProps, 'open' | 'onOpenChange'> & { onClose: () => void }) {
  const trpc = useTRPC()
  const go = useGo()
  const [on, setOn] = useState('same')
  const mayTest = useCan('run.test')
  const versions = useQuery(trpc.versions.list.queryOptions({ flowId: run.flowId })).data ?? []
  const input = { id: run.id, on, ...(from ? { fromStep: from.step } : {}) }
  const look = useQuery(trpc.runs.lookAhead.queryOptions(input, { retry: false }))
  const start = useMutation(
    trpc.runs.continue.mutationOptions({
      onSuccess: ({ runId }) => {
        onClose()
        go(`/w/${workspace}/runs/${runId}`)
      },
      onError: sayFailure,
    }),
  )
  const options = [
    { value: 'same', label: 'The version it ran on' },
    ...(mayTest ? [{ value: 'draft', label: 'The draft as it is now, as a test' }] : []),
    ...versions
      .filter(({ id }) => id !== run.versionId)
      .map(({ id, number, live }) => ({ value: id, label: live ? `Version ${number}, live` : `Version ${number}` })),
  ]
  return (
    <DialogContent
      width="md"
      title={from ? `Retry from “${from.label}”` : 'Go on from where it stopped'}
      description="A new run begins with what this one had finished. This one stays as it is."
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" disabled={!look.data} loading={start.isPending} onClick={() => start.mutate(input)}>
            Start the new run
          </Button>
        </>
      }
    >
      <Field label="On">{(control) => <Select {...control} value={on} options={options} onChange={setOn} />}</Field>
      <div className="mt-4" aria-live="polite">
        {look.isPending ? (
          <Skeleton className="h-24 w-full" />
        ) : look.data ? (
          <ContinuationLook look={look.data} />
        ) : (
          <div role="alert" className="flex items-start gap-3 rounded-md bg-bad-soft px-3.5 py-2.5 text-bad-ink text-sm">
            <p className="min-w-0 flex-1">{errorMessage(look.error)}</p>
            <Button size="sm" loading={look.isFetching} onClick={() => void look.refetch()}>
              Try again
            </Button>
          </div>
        )}
      </div>
    </DialogContent>
  )
}
