'use client'
import { useMutation } from '@tanstack/react-query'
import { CircleHelp } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { Look } from '@/flow/engine/state'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { formatClock } from '../ui/format-clock'

type UnverifiedEffectProps = { runId: string; step: string; look: Look | null; looksAgainAt: number | null }

/** An effect was begun and its result never came back, and the app could not say either: a person finds out, and says so here. */
export function UnverifiedEffect({ runId, step, look, looksAgainAt }: UnverifiedEffectProps) {
  const trpc = useTRPC()
  const mayResolve = useCan('run.resolve')
  const resolve = useMutation(trpc.runs.resolve.mutationOptions({ onError: sayFailure }))
  const say = (happened: boolean) => resolve.mutate({ id: runId, step, happened })
  return (
    <section aria-label="Did it happen?" className="m-4 mb-0 rounded-md bg-wait-soft p-3.5 text-wait-ink">
      <h3 className="flex items-center gap-2 font-semibold text-md">
        <CircleHelp className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
        Did it happen?
      </h3>
      <p className="mt-1 text-sm">
        The step had begun and its answer never arrived, and the other side cannot tell repeats apart.
        {look && ` ${look.note}`}
      </p>
      <p className="mt-1 text-sm">
        {looksAgainAt === null
          ? 'Look there, then say what you found. Nothing is repeated until you do.'
          : `KAOS looks again at ${formatClock(new Date(looksAgainAt), Date.now(), { seconds: true })}. If you know before, say what you found.`}
      </p>
      {mayResolve ? (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button
            size="sm"
            loading={resolve.isPending && resolve.variables.happened}
            disabled={resolve.isPending}
            onClick={() => say(true)}
          >
            It happened: go on
          </Button>
          <Button
            size="sm"
            loading={resolve.isPending && !resolve.variables.happened}
            disabled={resolve.isPending}
            onClick={() => say(false)}
          >
            It did not: do it again
          </Button>
        </div>
      ) : (
        <p className="mt-2 text-sm">An operator can answer this.</p>
      )}
    </section>
  )
}
