'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { onlyInList } from '../actions/only-in-list'
import { useActions } from '../actions/use-actions'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { useCan, useSession } from '../shell/session'
import type { Ticked } from '../ticks/use-ticked'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { type ActedOn, runActions } from './run-actions'
import type { RunSummary } from './types'

/** `runs`: as they stand in the list; keys and the palette mean one of them. */
export function useRunRowActions(runs: readonly RunSummary[], ticked: Ticked) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const go = useGo()
  const { slug } = useSession().workspace
  const may = { start: useCan('run.start'), cancel: useCan('run.cancel'), readFlow: useCan('flow.read') }
  const [goingOn, setGoingOn] = useState<ActedOn | null>(null)
  const [asked, setAsked] = useState<ActedOn | null>(null)
  const [currentId, setCurrentId] = useState<string | null>(null)
  const current = runs.find(({ id }) => id === currentId)

  const settle = {
    onError: sayFailure,
    onSettled: () => queryClient.invalidateQueries(trpc.runs.list.pathFilter()),
  }
  const openRun = (id: string) => go(hrefOf(slug, `/runs/${id}`))
  const cancel = useMutation(trpc.runs.cancel.mutationOptions(settle))
  const retry = useMutation(
    trpc.runs.retry.mutationOptions({
      ...settle,
      onSuccess: ({ runId }) => void toast('A new run has started', { action: { label: 'Watch', onClick: () => openRun(runId) } }),
      onSettled: () => {
        setAsked(null)
        return settle.onSettled()
      },
    }),
  )

  const actionsOf = (run: RunSummary) =>
    runActions(run, {
      may,
      open: ({ id }) => openRun(id),
      openFlow: ({ flowId }) => go(hrefOf(slug, `/flows/${flowId}`)),
      openReceipt: ({ id }) => go(hrefOf(slug, `/runs/${id}/receipt`)),
      compare: ({ id }) => go(hrefOf(slug, `/runs/compare?a=good&b=${id}`)),
      cancel: ({ id }) => cancel.mutate({ id }),
      // By its key it may be pressed again while the first is on its way.
      retry: (it) => (it.mode === 'live' ? setAsked(it) : retry.isPending || retry.mutate({ id: it.id })),
      goOn: setGoingOn,
      tick: { isOn: ticked.ids.has(run.id), someAre: ticked.ids.size > 0, toggle: ({ id }) => ticked.toggle(id, [], false) },
    })
  useActions(current ? actionsOf(current).map(onlyInList) : [])
  const again = asked && {
    run: asked,
    pending: retry.isPending,
    onClose: () => setAsked(null),
    onConfirm: () => retry.mutate({ id: asked.id }),
  }
  return { actionsOf, setCurrent: ({ id }: RunSummary) => setCurrentId(id), goingOn, setGoingOn, again }
}
