'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { Section } from '../account/section'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import type { Outputs } from '../trpc/types'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
import { isAtLeast, type Retention, spanInWords, spanOf, spanOptions } from './spans'

export function RetentionForm({ kept }: { kept: Outputs['retention']['get'] }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const mayManage = useCan('workspace.manage')
  const current = kept.own ?? kept.installation
  const [wanted, setWanted] = useState<Retention>(current)
  const [confirming, setConfirming] = useState(false)
  const save = useMutation(
    trpc.retention.set.mutationOptions({
      onSuccess: () => void toast('Saved'),
      onError: sayFailure,
      onSettled: () => {
        setConfirming(false)
        return queryClient.invalidateQueries(trpc.retention.get.pathFilter())
      },
    }),
  )
  const isChanged = wanted.details !== current.details || wanted.runs !== current.runs
  const removes = !isAtLeast(wanted.details, current.details) || !isAtLeast(wanted.runs, current.runs)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (removes) setConfirming(true)
    else save.mutate({ own: wanted })
  }

  function keepDetails(value: string) {
    const details = spanOf(value)
    // A run is in the list at least as long as what it did can be looked at.
    setWanted({ details, runs: isAtLeast(wanted.runs, details) ? wanted.runs : details })
  }

  return (
    <Section
      title="What is kept"
      description="Counted from the end of a run. A run that still waits or runs keeps everything, however old it is. “For ever” is also the answer to a legal hold."
    >
      <form method="post" onSubmit={submit} className="flex flex-col gap-6">
        <Field
          label="Keep what runs did for"
          help="What came in, each step with its values, the calls to other systems, and files. Removed within a week after that."
        >
          {(control) => (
            <Select
              {...control}
              className="w-full sm:w-60"
              disabled={!mayManage}
              value={String(wanted.details)}
              options={spanOptions(30, wanted.details)}
              onChange={keepDetails}
            />
          )}
        </Field>
        <Field
          label="Keep the list of runs for"
          help="When a run started and how it ended, who started it, and who approved what. The audit is always kept: the seal of a run proves what it was."
        >
          {(control) => (
            <Select
              {...control}
              className="w-full sm:w-60"
              disabled={!mayManage}
              value={String(wanted.runs)}
              options={spanOptions(wanted.details === 'forever' || wanted.details > 365 ? wanted.details : 365, wanted.runs)}
              onChange={(value) => setWanted({ ...wanted, runs: spanOf(value) })}
            />
          )}
        </Field>
        {mayManage ? (
          <div className="flex flex-wrap items-center gap-2">
            <Button type="submit" variant="primary" disabled={!isChanged} loading={save.isPending && !confirming}>
              Save
            </Button>
            {kept.own && (
              <Button type="button" variant="ghost" onClick={() => setWanted(kept.installation)}>
                As this installation: {spanInWords(kept.installation.details).toLowerCase()},{' '}
                {spanInWords(kept.installation.runs).toLowerCase()}
              </Button>
            )}
          </div>
        ) : (
          <p className="text-ink-3 text-sm">An owner or admin of the workspace can change this.</p>
        )}
      </form>
      <ConfirmDialog
        open={confirming}
        onOpenChange={setConfirming}
        title="Remove what is older?"
        confirm="Keep less"
        pending={save.isPending}
        onConfirm={() => save.mutate({ own: wanted })}
      >
        What runs did that ended more than {spanInWords(wanted.details).toLowerCase()} ago is removed, and the runs themselves after{' '}
        {spanInWords(wanted.runs).toLowerCase()}. Nobody can bring it back: download the receipts you still need first.
      </ConfirmDialog>
    </Section>
  )
}
