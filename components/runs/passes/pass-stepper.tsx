'use client'
import { ChevronLeft, ChevronRight, CircleAlert } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { NumberInput } from '@/components/ui/number-input'
import type { Pass } from '@/flow/engine/passes'
import { FindPass } from './find-pass'

type PassStepperProps = { pass: Pass; label: string; failed: readonly number[]; onChoose: (index: number) => void }

/** Which pass through a loop is looked at: one by one, by its number, by what it holds, or the next that failed. */
export function PassStepper({ pass: { kind, index, loop }, label, failed, onChoose }: PassStepperProps) {
  const word = kind === 'repeat' ? 'Pass' : 'Item'
  const last = loop.items.length - 1
  const next = failed.find((each) => each > index) ?? failed[0]
  return (
    <fieldset aria-label={`${word} of ${label}`} className="flex flex-wrap items-center gap-1.5 text-sm">
      <IconButton
        size="sm"
        icon={ChevronLeft}
        label={`${word} before`}
        disabled={index <= 0}
        onClick={() => onChoose(index - 1)}
        className="-ml-1.5"
      />
      <span className="text-ink-2">{word}</span>
      <NumberInput
        aria-label={`${word} number`}
        min={1}
        max={last + 1}
        value={index + 1}
        onChange={(number) => onChoose(number - 1)}
        className="h-7 w-16 px-2 tabular-nums"
      />
      <span className="text-ink-2 tabular-nums">of {loop.total.toLocaleString()}</span>
      <IconButton size="sm" icon={ChevronRight} label={`${word} after`} disabled={index >= last} onClick={() => onChoose(index + 1)} />
      <span className="min-w-0 flex-1 truncate text-ink-3 text-xs">{label}</span>
      {next !== undefined && (
        <Button size="sm" variant="ghost" className="text-bad-ink" disabled={next === index} onClick={() => onChoose(next)}>
          <CircleAlert aria-hidden />
          {failed.length === 1 ? 'The one that failed' : `Next of ${failed.length.toLocaleString()} failed`}
        </Button>
      )}
      <FindPass loop={loop} word={word} failed={failed} chosen={index} onChoose={onChoose} />
    </fieldset>
  )
}
