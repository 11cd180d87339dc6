'use client'
import { VERDICTS, type Verdict } from '@/flow/what-if/result'
import { Badge } from '../ui/badge'
import { cn } from '../ui/cn'
import { RelativeTime } from '../ui/relative-time'
import { ProgressBar } from './progress-bar'
import type { WhatIf } from './types'
import { VERDICT_LOOK } from './verdict-look'
import { pickedInWords, runsIn, triedIn } from './words'

type SummaryProps = { whatIf: WhatIf; verdict: Verdict | undefined; onVerdict: (verdict: Verdict | undefined) => void }

/** What was tried and how it came out; each count shows its runs. */
export function Summary({ whatIf, verdict, onVerdict }: SummaryProps) {
  const { counts, picked, status, versionNumber, createdAt, createdBy, isCurrent } = whatIf
  const what = versionNumber === null ? 'The draft' : `Version ${versionNumber}`
  return (
    <section aria-label="Summary" className="border-b px-3 py-3 sm:px-5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-2 text-sm">
        <span>
          {what} on {pickedInWords(picked, runsIn(counts))}, tried by {createdBy.name} <RelativeTime at={createdAt} />. Every effect was
          answered from the record: nothing was sent to anybody.
        </span>
        {!isCurrent && <Badge tone="wait">The draft has changed since</Badge>}
        {status === 'cancelled' && <Badge>Stopped before the end</Badge>}
      </p>
      <fieldset className="mt-3 flex flex-wrap gap-2">
        <legend className="sr-only">Show only</legend>
        <Count label="All" count={triedIn(counts)} chosen={verdict === undefined} onChoose={() => onVerdict(undefined)} />
        {VERDICTS.map((each) => (
          <Count
            key={each}
            label={VERDICT_LOOK[each].label}
            icon={VERDICT_LOOK[each].icon}
            count={counts[each]}
            chosen={verdict === each}
            onChoose={() => onVerdict(verdict === each ? undefined : each)}
          />
        ))}
      </fieldset>
      <div aria-live="polite" className={cn(status === 'running' && 'mt-3')}>
        {status === 'running' && (
          <>
            <p className="mb-1.5 text-ink-2 text-sm tabular-nums">
              Tried {triedIn(counts).toLocaleString()} of {runsIn(counts).toLocaleString()}
            </p>
            <ProgressBar counts={counts} />
          </>
        )}
      </div>
    </section>
  )
}

type CountProps = { label: string; icon?: (typeof VERDICT_LOOK)[Verdict]['icon']; count: number; chosen: boolean; onChoose: () => void }

function Count({ label, icon: Icon, count, chosen, onChoose }: CountProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={cn(
        'flex h-8 items-center gap-2 rounded-sm border px-2.5 text-sm transition-colors duration-100 hover:bg-hover',
        chosen ? 'border-ink bg-hover font-medium' : 'text-ink-2',
      )}
    >
      {Icon && <Icon className="size-4 text-ink-3" strokeWidth={1.75} aria-hidden />}
      {label}
      <span className="text-ink-2 tabular-nums">{count.toLocaleString()}</span>
    </button>
  )
}
