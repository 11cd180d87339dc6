'use client'
import { CircleHelp, Crosshair } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { isTerminal } from '@/flow/engine/status'
import type { FollowedRun } from './follow-run'

/** A run that goes on only when somebody says whether something happened outside: which step asks, for whoever has chosen none. */
export function OpenQuestion({ followed, onGo }: { followed: FollowedRun; onGo: (nodeId: string) => void }) {
  const { plan, status, view } = followed
  const asking = [...view.nodes].flatMap(([id, live]) => (live.status === 'unverified' ? (plan.nodes.get(id)?.node ?? []) : []))
  const [first, ...others] = asking
  if (!first || isTerminal(status)) return null
  return (
    <section
      aria-label="Waits for an answer"
      className="flex shrink-0 flex-wrap items-start gap-x-4 gap-y-2 border-b bg-wait-soft px-4 py-2.5 text-sm"
    >
      <CircleHelp className="mt-0.5 size-4 shrink-0 text-wait-ink" strokeWidth={1.75} aria-hidden />
      <div className="-ml-2 min-w-0 flex-1 basis-80">
        <h2 className="font-semibold text-md text-wait-ink [overflow-wrap:anywhere]">Did {first.label} happen?</h2>
        <p className="text-ink">
          Its answer never arrived. Look there, then say at the step what you found: nothing is done twice before you do.
          {others.length > 0 &&
            ` ${others.length === 1 ? 'One more step asks' : `${others.length.toLocaleString()} more steps ask`} the same.`}
        </p>
      </div>
      <Button size="sm" onClick={() => onGo(first.id)}>
        <Crosshair aria-hidden />
        Go to the step
      </Button>
    </section>
  )
}
