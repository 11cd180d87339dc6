'use client'
import { useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import Link from 'next/link'
import type { RunDifference } from '@/flow/what-if/result'
import { hrefOf } from '../shell/navigation'
import { QueryError } from '../shell/query-error'
import { useSession } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { DialogContent } from '../ui/dialog'
import { RelativeTime } from '../ui/relative-time'
import { Skeleton } from '../ui/skeleton'
import { EffectItem } from './effect-item'
import { StepItem } from './step-item'
import type { TriedRun } from './types'
import { VerdictBadge } from './verdict-badge'

type RunDifferenceDialogProps = { whatIfId: string; run: TriedRun }

/** One past run beside what the draft would make of it: what would be done otherwise, and each step that parts. */
export function RunDifferenceDialog({ whatIfId, run }: RunDifferenceDialogProps) {
  const trpc = useTRPC()
  const { slug } = useSession().workspace
  const result = useQuery(trpc.whatIf.result.queryOptions({ id: whatIfId, runId: run.runId }, { staleTime: Number.POSITIVE_INFINITY }))
  return (
    <DialogContent
      title={
        <span className="flex flex-wrap items-center gap-2.5">
          <span>Run of {run.createdAt ? <RelativeTime at={run.createdAt} /> : 'once'}</span>
          <VerdictBadge verdict={run.verdict} />
        </span>
      }
      description="What the run did then, beside what the draft would do. None of it was done."
      width="lg"
      className="max-w-240"
      footer={
        run.createdAt && (
          <Button asChild>
            <Link href={hrefOf(slug, `/runs/${run.runId}`)}>
              <ExternalLink aria-hidden />
              Open the run
            </Link>
          </Button>
        )
      }
    >
      {result.data ? (
        <Difference difference={result.data} />
      ) : result.error ? (
        <QueryError title="The difference could not be loaded" error={result.error} onRetry={() => result.refetch()} />
      ) : (
        <div role="status" aria-label="Loading" className="flex flex-col gap-3">
          <Skeleton className="h-6" />
          <Skeleton className="h-40" />
        </div>
      )}
    </DialogContent>
  )
}

function Difference({ difference }: { difference: RunDifference }) {
  const { steps, effects, same, verdict, reason } = difference
  return (
    <div className="flex flex-col gap-5">
      {reason && verdict !== 'same' && (
        <p className={verdict === 'broken' ? 'rounded-sm bg-bad-soft px-3 py-2 text-bad-ink' : 'rounded-sm bg-sunken px-3 py-2 text-ink-2'}>
          {reason}
        </p>
      )}
      {verdict === 'same' && <p className="text-ink-2">Every step gives what it gave, and nothing else would be sent to anybody.</p>}
      {effects.length > 0 && (
        <section aria-labelledby="effects-title">
          <h3 id="effects-title" className="mb-2 font-medium text-sm">
            What would be done otherwise
          </h3>
          <ul className="flex flex-col gap-2">
            {effects.map((effect, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a finished list, in which one step may do the same twice
              <EffectItem key={at} effect={effect} />
            ))}
          </ul>
        </section>
      )}
      {steps.length > 0 && (
        <section aria-labelledby="steps-title">
          <h3 id="steps-title" className="mb-2 font-medium text-sm">
            Step by step
          </h3>
          <ol className="flex flex-col gap-2">
            {steps.map((step, at) => (
              <StepItem key={step.step} step={step} isOpen={at === 0} />
            ))}
          </ol>
        </section>
      )}
      {same > 0 && (
        <p className="text-ink-3 text-sm">
          {same === 1 ? 'One other step does the same.' : `${same.toLocaleString()} other steps do the same.`}
        </p>
      )}
    </div>
  )
}
