'use client'
import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { DateTimeInput, localTimeOf } from '../ui/date-time-input'
import { Field } from '../ui/field'
import { fieldStyle } from '../ui/input'
import { PopoverContent, PopoverRoot, PopoverTrigger } from '../ui/popover'
import { keysOf, SINCE_WORDS } from './run-filter'
import type { RunFilter } from './types'

type Range = Pick<RunFilter, 'since' | 'from' | 'to'>

/** How far back, or between two moments. */
export function TimeFilter({ range, onChange }: { range: Range; onChange: (range: Range) => void }) {
  const [open, setOpen] = useState(false)
  const choose = (next: Range) => {
    setOpen(false)
    onChange({ since: undefined, from: undefined, to: undefined, ...next })
  }
  const words = inWords(range)
  return (
    <PopoverRoot open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label={`Time: ${words}`}
        title={words}
        className={cn(fieldStyle, 'flex h-8 w-44 items-center justify-between gap-2 px-2.5 text-left data-[state=open]:border-brand')}
      >
        <span className="truncate">{words}</span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-ink-3" aria-hidden />
      </PopoverTrigger>
      <PopoverContent align="start" aria-label="Choose a time" className="w-64">
        <div className="flex flex-col gap-0.5">
          <Choice isChosen={words === ANY_TIME} onChoose={() => choose({})}>
            {ANY_TIME}
          </Choice>
          {keysOf(SINCE_WORDS).map((since) => (
            <Choice key={since} isChosen={range.since === since} onChoose={() => choose({ since })}>
              {SINCE_WORDS[since]}
            </Choice>
          ))}
        </div>
        <Between range={range} onChoose={choose} />
      </PopoverContent>
    </PopoverRoot>
  )
}

function Choice({ isChosen, onChoose, children }: { isChosen: boolean; onChoose: () => void; children: string }) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onChoose}
      className="h-8 rounded-sm px-2 text-left hover:bg-hover aria-pressed:bg-brand-soft aria-pressed:text-brand-ink"
    >
      {children}
    </button>
  )
}

function Between({ range, onChoose }: { range: Range; onChoose: (range: Range) => void }) {
  const [from, setFrom] = useState(localTimeOf(range.from ?? ''))
  const [to, setTo] = useState(localTimeOf(range.to ?? ''))
  return (
    <div className="mt-2 flex flex-col gap-2 border-t pt-3">
      <Field label="From">
        {(control) => <DateTimeInput {...control} value={from} onChange={({ target }) => setFrom(target.value)} />}
      </Field>
      <Field label="To">{(control) => <DateTimeInput {...control} value={to} onChange={({ target }) => setTo(target.value)} />}</Field>
      <Button size="sm" disabled={from === '' && to === ''} onClick={() => onChoose({ from: moment(from), to: moment(to) })}>
        Show this time
      </Button>
    </div>
  )
}

const ANY_TIME = 'Any time'

function inWords({ since, from, to }: Range): string {
  if (since) return SINCE_WORDS[since]
  const [start, end] = [from, to].map((at) => at && momentInWords(new Date(at)))
  if (start && end) return `${start} to ${end}`
  return start ? `From ${start}` : end ? `Until ${end}` : ANY_TIME
}

function moment(text: string): string | undefined {
  return text === '' ? undefined : new Date(text).toISOString()
}

function momentInWords(at: Date): string {
  const isThisYear = at.getFullYear() === new Date().getFullYear()
  return at.toLocaleString(undefined, {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  })
}
