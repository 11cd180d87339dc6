'use client'
import { useQuery } from '@tanstack/react-query'
import { ArrowRight, History, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { hrefOf } from '../shell/navigation'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { useAvailable } from './pick-form'
import { ProgressBar } from './progress-bar'
import type { WhatIf } from './types'
import { useProgress } from './use-progress'
import { useStartWhatIf } from './use-start'
import { countsInWords, pickedInWords, runsIn, triedIn } from './words'

const USUAL = { most: 50, mode: 'live', ended: 'either' } as const

type TriedLineProps = { flowId: string; workspace: string; settled: () => Promise<void> }

/** For the checklist before publishing: how the draft fares on past runs, or the button to find out. */
export function TriedLine({ flowId, workspace, settled }: TriedLineProps) {
  const trpc = useTRPC()
  const latest = useQuery(trpc.whatIf.latest.queryOptions({ flowId }, { refetchOnMount: 'always' }))
  const available = useAvailable(flowId, USUAL)
  const start = useStartWhatIf({ settled })
  const mayTry = useCan('run.test')
  useProgress(latest.data)
  if (latest.data === undefined || available === undefined) return <p className="text-ink-3 text-sm">Looking for past runs…</p>
  const tried = latest.data
  if (!tried && available === 0) return <p className="text-ink-2 text-sm">There is no past run to try it on.</p>
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
        <p aria-live="polite" className="min-w-0 flex-1 text-ink-2">
          {tried ? <Tried whatIf={tried} /> : 'Not tried yet. Nothing is sent to anybody while it is.'}
        </p>
        {tried && (
          <Link
            href={hrefOf(workspace, `/flows/${flowId}/tried/${tried.id}`)}
            className="inline-flex items-center gap-1 rounded-[4px] font-medium text-brand-ink hover:underline"
          >
            Look at them
            <ArrowRight className="size-3.5" aria-hidden />
          </Link>
        )}
        {mayTry && tried?.status !== 'running' && !(tried?.isCurrent && tried.status === 'done') && available > 0 && (
          <Button size="sm" loading={start.isPending} onClick={() => start.mutate({ flowId, ...USUAL })}>
            <History aria-hidden />
            {tried ? 'Try again' : `Try on ${pickedInWords(USUAL, Math.min(available, USUAL.most))}`}
          </Button>
        )}
      </div>
      {tried?.status === 'running' && <ProgressBar counts={tried.counts} />}
    </div>
  )
}

function Tried({ whatIf: { status, counts, picked, isCurrent } }: { whatIf: WhatIf }) {
  const runs = pickedInWords(picked, runsIn(counts))
  if (status === 'running')
    return `Trying on ${runs}: ${triedIn(counts).toLocaleString()} of ${runsIn(counts).toLocaleString()} so far, ${countsInWords(counts)}`
  if (!isCurrent) return `Changed since it was tried on ${runs} (${countsInWords(counts)}).`
  return (
    <>
      {counts.broken > 0 && <TriangleAlert className="mr-1.5 inline size-4 align-text-bottom text-bad" strokeWidth={1.75} aria-hidden />}
      {status === 'cancelled' ? 'Stopped while it was tried on' : 'Tried on'} {runs}: {countsInWords(counts)}
    </>
  )
}
