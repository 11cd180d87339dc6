'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Ban, CheckCheck, GitCompare, RotateCw, StepForward, X } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { isAvailable } from '../actions/action'
import { useActions } from '../actions/use-actions'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { useCan, useSession } from '../shell/session'
import { type BulkAction, BulkToolbar, ChoiceButton } from '../ticks/bulk-toolbar'
import { type Ticked, tickedInWords } from '../ticks/use-ticked'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import type { Inputs } from '../trpc/types'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { BulkProgress } from './bulk-progress'
import { heldForInWords, howMany, matchInWords, type Verb } from './chosen-in-words'
import { isFiltered } from './run-filter'
import type { RunFilter } from './types'
import { useCountChosen } from './use-count-chosen'

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

const NONE = { ended: 0, goingOn: 0, again: 0, goOn: 0, cancel: 0, most: 0 }

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
  const matching = useCountChosen({ filter }, filtered)
  const chosen: Chosen = some ? { ids: [...ticked.ids] } : { filter }
  const counted = useCountChosen(chosen, some)
  // Until they are counted nobody knows what can be done to them.
  const doable = (some ? counted : matching) ?? NONE
  const settle = {
    onError: sayFailure,
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
  const compareHref = older && newer && ids.length === 2 ? hrefOf(slug, `/runs/compare?a=${older}&b=${newer}`) : null
  const group = some ? 'Selected runs' : 'Runs that match'
  const actions: BulkAction[] = [
    {
      id: 'runs.go-on',
      label: 'Go on from where they stopped',
      short: 'Go on',
      group,
      icon: StepForward,
      shortcut: some ? 'g' : undefined,
      holdsFor: doable.goOn,
      may: may.start,
      when: () => doable.goOn > 0,
      run: () => setVerb('stop'),
    },
    {
      id: 'runs.retry',
      label: 'Run again',
      short: 'Run again',
      group,
      icon: RotateCw,
      shortcut: some ? 'r' : undefined,
      holdsFor: doable.again,
      may: may.start,
      when: () => doable.again > 0,
      run: () => setVerb('start'),
    },
    {
      id: 'runs.cancel',
      label: 'Cancel runs',
      short: 'Cancel',
      group,
      icon: Ban,
      danger: true,
      holdsFor: doable.cancel,
      may: may.cancel,
      when: () => doable.cancel > 0,
      run: () => setVerb('cancel'),
    },
    {
      id: 'runs.compare',
      label: 'Compare the two runs',
      short: 'Compare',
      group,
      icon: GitCompare,
      shortcut: 'shift+v',
      href: compareHref ?? undefined,
      when: () => compareHref !== null,
      run: () => compareHref !== null && go(compareHref),
    },
  ]
  useActions(actions)
  const matches = matching ? howMany(matching) : 0
  const count = some ? ticked.ids.size : matches
  const about = some ? tickedInWords(ticked.ids.size) : matching ? matchInWords(matching) : ''
  const isDoable = actions.some(isAvailable)
  return (
    <>
      {started.length > 0 && <BulkProgress key={started[0]} ids={started} onClose={() => setStarted([])} />}
      {(some || (filtered && isDoable)) && (
        <BulkToolbar label="For many runs" about={about} count={count} actions={actions}>
          {some && filtered && (
            <ChoiceButton onClick={ticked.clear}>
              <CheckCheck aria-hidden />
              Select all{matching && matches !== null && ` ${matches.toLocaleString()}`} that match
            </ChoiceButton>
          )}
          {some && (
            <ChoiceButton onClick={ticked.clear}>
              <X aria-hidden />
              Select none
            </ChoiceButton>
          )}
        </BulkToolbar>
      )}
      {verb && (
        <ConfirmDialog
          {...ASKS[verb]}
          open
          onOpenChange={() => setVerb(null)}
          pending={retry.isPending || cancel.isPending}
          onConfirm={confirm}
        >
          {about}. {heldForInWords(verb, doable, count)}
          {ASKS[verb].text}
        </ConfirmDialog>
      )}
    </>
  )
}
