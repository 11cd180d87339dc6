'use client'
import { useEffect, useRef, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { Comparison, StepDifference } from '@/flow/compare/compare-runs'
import { Changes } from '../../what-if/changes'
import type { FollowedRun } from '../follow-run'
import { stepInWords } from '../trail/words'
import { differenceInWords } from './words'

type DifferenceListProps = {
  comparison: Comparison
  before: FollowedRun
  after: FollowedRun
  selected: string | undefined
  onSelect: (nodeId: string) => void
}

const AT_ONCE = 100

/** Where the runs part first, what one of them failed with, then all other steps that are not the same. */
export function DifferenceList({ comparison: { steps, first, failed, same }, before, after, selected, onSelect }: DifferenceListProps) {
  const [count, setCount] = useState(AT_ONCE)
  const [chosen, setChosen] = useState<StepDifference>()
  const thenFailed = failed !== first ? failed : null
  const others = steps.filter((each) => each !== first && each !== failed)
  // Of a step in a loop there may be many: the one that was chosen here, or for one chosen on the canvas the first.
  const [firstHere] = [first, failed, ...others].filter((each) => each?.nodeId === selected)
  const current = chosen?.nodeId === selected ? chosen?.step : firstHere?.step
  const item = (difference: StepDifference, isFirst = false) => (
    <DifferenceItem
      key={difference.step}
      difference={difference}
      name={after.plan.nodes.has(difference.nodeId) ? stepInWords(difference.step, after.plan) : stepInWords(difference.step, before.plan)}
      isFirst={isFirst}
      isSelected={difference.step === current}
      onSelect={() => {
        setChosen(difference)
        onSelect(difference.nodeId)
      }}
    />
  )
  return (
    <section
      aria-label="Differences"
      className="flex w-full shrink-0 flex-col gap-3 overflow-y-auto border-t bg-surface p-4 max-lg:max-h-[55%] lg:w-104 lg:border-t-0 lg:border-l"
    >
      {before.run.flowId !== after.run.flowId && (
        <p className="rounded-sm bg-wait-soft px-3 py-2 text-sm text-wait-ink">
          These are runs of two flows: only steps that they share can be the same.
        </p>
      )}
      {before.run.versionId !== after.run.versionId && before.run.flowId === after.run.flowId && (
        <p className="text-ink-2 text-sm">They ran on different versions, so steps may be set up otherwise.</p>
      )}
      {first ? (
        <>
          <h2 className="font-semibold text-md">Here they part first</h2>
          <ul>{item(first, true)}</ul>
          {thenFailed && (
            <>
              <h2 className="font-semibold text-md">{thenFailed.after?.error ? 'And here it failed' : 'And here the one before failed'}</h2>
              <ul>{item(thenFailed)}</ul>
            </>
          )}
        </>
      ) : (
        <h2 className="font-semibold text-md">{steps.length === 0 ? 'Every step did the same' : 'Every step came to the same'}</h2>
      )}
      {others.length > 0 && (
        <>
          <h2 className="font-semibold text-md">{thenFailed ? 'And also' : first ? 'And then' : 'Only set up otherwise'}</h2>
          <ul className="flex flex-col gap-2">{others.slice(0, count).map((difference) => item(difference))}</ul>
          {others.length > count && (
            <Button size="sm" onClick={() => setCount(count + AT_ONCE)}>
              Show {Math.min(AT_ONCE, others.length - count)} more of {others.length.toLocaleString()}
            </Button>
          )}
        </>
      )}
      <p className="text-ink-3 text-sm tabular-nums">
        {same === 0 ? 'No' : same.toLocaleString()} {same > 1 ? 'steps are' : 'step is'} the same in both.
      </p>
    </section>
  )
}

type DifferenceItemProps = { difference: StepDifference; name: string; isFirst: boolean; isSelected: boolean; onSelect: () => void }

function DifferenceItem({ difference, name, isFirst, isSelected, onSelect }: DifferenceItemProps) {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  return (
    <li
      ref={row}
      aria-current={isSelected || undefined}
      className={cn('rounded-md border p-3', isFirst && 'border-wait', isSelected && 'outline-2 outline-brand')}
    >
      <div className="flex items-center gap-2">
        <button type="button" onClick={onSelect} className="min-w-0 truncate rounded-sm text-left font-medium hover:underline">
          {name}
        </button>
        {difference.settings.length > 0 && <Badge tone="outline">Set up otherwise</Badge>}
      </div>
      <p className="mt-0.5 mb-1 break-words text-ink-2 text-sm">{differenceInWords(difference)}</p>
      <Changes changes={difference.changes} />
      {difference.settings.length > 0 && (
        <details className="mt-1 text-sm">
          <summary className="w-fit cursor-pointer rounded-sm text-ink-2">Its settings</summary>
          <Changes changes={difference.settings} />
        </details>
      )}
    </li>
  )
}
