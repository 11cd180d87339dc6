'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { RotateCw, Square, Workflow } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import type { Verdict } from '@/flow/what-if/result'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { QueryError } from '../shell/query-error'
import { useCan, useSession } from '../shell/session'
import { Crumbs, TopBar } from '../shell/top-bar'
import { errorCode } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { ResultTable } from './result-table'
import { Summary } from './summary'
import type { WhatIf } from './types'
import { useProgress } from './use-progress'
import { useStartWhatIf } from './use-start'

/** A draft on past runs: how far it is, how they came out, and each run beside what it was. */
export function WhatIfPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const { slug } = useSession().workspace
  const [verdict, setVerdict] = useState<Verdict>()
  const query = useQuery(trpc.whatIf.get.queryOptions({ id }))
  const whatIf = query.data
  useProgress(whatIf)
  const trail = [
    { label: 'Flows', href: hrefOf(slug, '/flows') },
    ...(whatIf ? [{ label: whatIf.flowName, href: hrefOf(slug, `/flows/${whatIf.flowId}`) }] : []),
  ]
  return (
    <>
      <TopBar actions={whatIf && <Actions whatIf={whatIf} />}>
        <Crumbs trail={trail} title="Tried on past runs" />
      </TopBar>
      {whatIf ? (
        <>
          <Summary whatIf={whatIf} verdict={verdict} onVerdict={setVerdict} />
          <ResultTable whatIf={whatIf} verdict={verdict} />
        </>
      ) : query.error ? (
        <Failed error={query.error} onRetry={() => query.refetch()} />
      ) : (
        <RowsSkeleton rows={8} />
      )}
    </>
  )
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (errorCode(error) !== 'NOT_FOUND') return <QueryError title="This could not be opened" error={error} onRetry={onRetry} />
  return (
    <EmptyState title="This is not there any more">
      How a draft fares on past runs is kept for two weeks, and the last twenty times of each flow.
    </EmptyState>
  )
}

function Actions({ whatIf }: { whatIf: WhatIf }) {
  const trpc = useTRPC()
  const go = useGo()
  const { slug } = useSession().workspace
  const mayTry = useCan('run.test')
  const cancel = useMutation(trpc.whatIf.cancel.mutationOptions({ onError: sayFailure }))
  const start = useStartWhatIf({ onStarted: (id) => go(hrefOf(slug, `/flows/${whatIf.flowId}/tried/${id}`)) })
  return (
    <>
      {mayTry && whatIf.status === 'running' && (
        <Button loading={cancel.isPending} onClick={() => cancel.mutate({ id: whatIf.id })}>
          <Square aria-hidden />
          Stop
        </Button>
      )}
      {mayTry && whatIf.status !== 'running' && (
        <Button loading={start.isPending} onClick={() => start.mutate({ flowId: whatIf.flowId, ...whatIf.picked })}>
          <RotateCw aria-hidden />
          Try the draft again
        </Button>
      )}
      <Button variant="ghost" asChild className="max-sm:hidden">
        <Link href={hrefOf(slug, `/flows/${whatIf.flowId}`)}>
          <Workflow aria-hidden />
          Open the flow
        </Link>
      </Button>
    </>
  )
}
