'use client'
import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import type { Side, StepDifference } from '@/flow/what-if/result'
import { iterationInWords, stepInWords } from '@/flow/what-if/words'
import { JsonTree } from '../inspector/json-tree'
import { Badge } from '../ui/badge'
import { cn } from '../ui/cn'
import { Changes } from './changes'

const KINDS = {
  different: { words: 'different', tone: 'wait' },
  new: { words: 'new', tone: 'brand' },
  gone: { words: 'gone', tone: 'bad' },
  untold: { words: 'cannot be told', tone: 'plain' },
} as const

/** A step that parts: in a sentence, and opened, what it got and gave, side by side. */
export function StepItem({ step, isOpen }: { step: StepDifference; isOpen: boolean }) {
  const [open, setOpen] = useState(isOpen)
  const id = useId()
  const { words, tone } = KINDS[step.kind]
  const item = iterationInWords(step.step)
  return (
    <li className="rounded-md border">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex w-full items-start gap-2 rounded-md px-3 py-2.5 text-left hover:bg-hover"
      >
        <ChevronRight
          className={cn('mt-0.5 size-4 shrink-0 text-ink-3 transition-transform duration-100', open && 'rotate-90')}
          strokeWidth={1.75}
          aria-hidden
        />
        <span className="min-w-0 flex-1">
          <span className="font-medium">{step.label}</span>
          {item && <span className="text-ink-3"> ({item})</span>}
          <span className="block break-words text-ink-2 text-sm">{stepInWords(step)}</span>
        </span>
        <Badge tone={tone}>{words}</Badge>
      </button>
      <div id={id} hidden={!open} className="flex flex-col gap-3 px-3 pb-3">
        {step.assumed && (
          <p className="text-ink-3 text-sm">
            It asks otherwise than then. Its answer is that of then, and so is what follows from it: the real one may differ.
          </p>
        )}
        <Changes changes={step.changes} />
        <div className="grid gap-3 md:grid-cols-2">
          <SideOf title="Then" label={`${step.label}, then`} side={step.before} />
          <SideOf title="Now" label={`${step.label}, now`} side={step.after} />
        </div>
      </div>
    </li>
  )
}

function SideOf({ title, label, side }: { title: string; label: string; side: Side | null }) {
  return (
    <section aria-label={label} className="min-w-0">
      <h4 className="mb-1.5 font-medium text-sm">{title}</h4>
      {side ? (
        <div className="flex flex-col gap-2">
          <p className="text-ink-3 text-sm">Got</p>
          <JsonTree label={`${label}, what it got`} value={side.input} />
          <p className="text-ink-3 text-sm">{side.error ? 'Failed' : 'Gave'}</p>
          {side.error ? (
            <p className="rounded-sm bg-bad-soft px-3 py-2 text-bad-ink text-sm">{side.error.message}</p>
          ) : (
            <JsonTree label={`${label}, what it gave`} value={side.output} />
          )}
        </div>
      ) : (
        <p className="rounded-sm border border-dashed px-3 py-2 text-ink-3 text-sm">It did nothing.</p>
      )}
    </section>
  )
}
