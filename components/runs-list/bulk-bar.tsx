'use client'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Ban, CheckCheck, GitCompare, RotateCw, StepForward, X } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { toast } from 'sonner'
import { useActions } from '../actions/use-actions'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { useCan, useSession } from '../shell/session'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import type { Inputs } from '../trpc/types'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { BulkProgress } from './bulk-progress'
import { isFiltered } from './run-filter'
import type { RunFilter } from './types'
import type { Ticked } from './use-ticked-runs'

type Verb = 'start' | 'stop' | 'cancel'
type Chosen = Inputs['runs']['retryMany']['runs']

const ASKS: Record<Verb, { title: string; text: string; confirm: string; keep?: string; variant: 'primary' | 'danger' }> = {
  start: {
    title: 'Run them again from the start?',
    text: 'Each gets a new run with the same input. Steps that act outside do so a second time.',
    confirm: 'Run again',
    variant: 'primary',
  },
  stop: {
    title: 'Go on from where they stopped?',
    text: 'Each gets a new run that takes over what was finished and does the rest.',
    confirm: 'Go on',
    variant: 'primary',
  },
  cancel: {
    title: 'Cancel these runs?',
    text: 'They stop where they are. What they have done outside stays done.',
    confirm: 'Cancel runs',
    keep: 'Let them run',
    variant: 'danger',
  },
}

const NONE = { ended: 0, goingOn: 0 }
/** Until they are counted: either may be among them. */
const UNKNOWN = { ended: 1, goingOn: 1 }

/** What can be done to many runs at once: those that are ticked, or all that the filter shows. */
export function BulkBar({ filter, ticked }: { filter: RunFilter; ticked: Ticked }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const may = { start: useCan('run.start'), cancel: useCan('run.cancel') }
  const filtered = isFiltered(filter)
  const some = ticked.ids.size > 0
  const { slug } = useSession().workspace
  const go = useGo()
  const [verb, setVerb] = useState<Verb | null>(null)
  const [started, setStarted] = useState<readonly string[]>([])
  const matching = useQuery(trpc.runs.countChosen.queryOptions({ filter }, { enabled: filtered })).data
  const chosen: Chosen = some ? { ids: [...ticked.ids] } : { filter }
  const counted = useQuery(trpc.runs.countChosen.queryOptions(chosen, { enabled: some, placeholderData: keepPreviousData })).data
  const doable = some ? (counted ?? UNKNOWN) : (matching ?? NONE)
  const settle = {
    onError: (error: unknown) => void toast.error(errorMessage(error)),
    onSettled: () => {
      setVerb(null)
      return queryClient.invalidateQueries(trpc.runs.pathFilter())
    },
  }
  const retry = useMutation(
    trpc.runs.retryMany.mutationOptions({
      ...settle,
      onSuccess: ({ runIds }) => {
        ticked.clear()
        setStarted(runIds)
      },
    }),
  )
  const cancel = useMutation(
    trpc.runs.cancelMany.mutationOptions({
      ...settle,
      onSuccess: ({ runIds }) => {
        ticked.clear()
        toast(`${runIds.length.toLocaleString()} ${runIds.length === 1 ? 'run is' : 'runs are'} being cancelled`)
      },
    }),
  )
  const confirm = () => {
    if (verb === 'cancel') cancel.mutate({ runs: chosen })
    else if (verb) retry.mutate({ runs: chosen, from: verb })
  }

  // Ids sort by time.
  const ids = [...ticked.ids].sort()
  const [older, newer] = ids
  const canRetry = may.start && doable.ended > 0
  const canCancel = may.cancel && doable.goingOn > 0
  const compareHref = older && newer && ids.length === 2 ? hrefOf(slug, `/runs/compare?a=${older}&b=${newer}`) : null
  const group = some ? 'Selected runs' : 'Runs that match'
  useActions([
    {
      id: 'runs.go-on',
      label: 'Go on with them where they stopped',
      group,
      icon: StepForward,
      when: () => canRetry,
      run: () => setVerb('stop'),
    },
    { id: 'runs.retry', label: 'Run them again', group, icon: RotateCw, when: () => canRetry, run: () => setVerb('start') },
    { id: 'runs.cancel', label: 'Cancel them', group, icon: Ban, danger: true, when: () => canCancel, run: () => setVerb('cancel') },
    {
      id: 'runs.compare',
      label: 'Compare the two runs',
      group,
      icon: GitCompare,
      shortcut: 'shift+v',
      when: () => compareHref !== null,
      run: () => compareHref !== null && go(compareHref),
    },
    { id: 'runs.select-none', label: 'Select no run', group, icon: X, when: () => some, run: ticked.clear },
  ])
  const about = some ? `${ticked.ids.size.toLocaleString()} selected` : matching ? `All that match: ${words(matching)}` : ''
  return (
    <>
      {started.length > 0 && <BulkProgress key={started[0]} ids={started} onClose={() => setStarted([])} />}
      {(some || (filtered && matching && (canRetry || canCancel))) && (
        <div role="toolbar" aria-label="For many runs" className="flex flex-wrap items-center gap-2 border-t px-3 py-2 sm:px-5">
          <span className="text-ink-2 text-sm tabular-nums" role="status">
            {about}
          </span>
          {canRetry && (
            <>
              <Button size="sm" onClick={() => setVerb('stop')}>
                <StepForward aria-hidden />
                Go on from where they stopped
              </Button>
              <Button size="sm" onClick={() => setVerb('start')}>
                <RotateCw aria-hidden />
                Run again
              </Button>
            </>
          )}
          {canCancel && (
            <Button size="sm" onClick={() => setVerb('cancel')}>
              <Ban aria-hidden />
              Cancel runs
            </Button>
          )}
          {compareHref && (
            <Button size="sm" asChild>
              <Link href={compareHref}>
                <GitCompare aria-hidden />
                Compare
              </Link>
            </Button>
          )}
          {some && filtered && (
            <Button size="sm" variant="ghost" onClick={ticked.clear}>
              <CheckCheck aria-hidden />
              Select all{matching && ` ${count(matching.ended + matching.goingOn, matching.most)}`} that match
            </Button>
          )}
          {some && (
            <Button size="sm" variant="ghost" onClick={ticked.clear}>
              <X aria-hidden />
              Select none
            </Button>
          )}
        </div>
      )}
      {verb && (
        <ConfirmDialog
          {...ASKS[verb]}
          open
          onOpenChange={() => setVerb(null)}
          pending={retry.isPending || cancel.isPending}
          onConfirm={confirm}
        >
          {about}. {ASKS[verb].text}
        </ConfirmDialog>
      )}
    </>
  )
}

function words({ ended, goingOn, most }: { ended: number; goingOn: number; most: number }): string {
  return [ended > 0 && `${count(ended, most)} ended`, goingOn > 0 && `${count(goingOn, most)} going on`].filter(Boolean).join(', ')
}

function count(runs: number, most: number): string {
  return runs >= most ? `the newest ${most.toLocaleString()}` : runs.toLocaleString()
}
