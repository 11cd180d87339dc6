'use client'
import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cn } from '@/components/ui/cn'
import type { Problem } from '@/flow/graph/problem'
import type { Json } from '@/flow/json'
import { type FormField, takesMapping } from '../canvas/form-fields'
import { useInspected } from './context'
import { FieldProblems } from './field-problems'
import { resolved } from './resolved'
import { problemsInRows, RowProblemsProvider } from './row-problems'

export type ControlAria = { id: string; labelId: string; describedBy: string | undefined; invalid: boolean }

type FieldRowProps = {
  field: FormField
  value: Json | undefined
  problems: readonly Problem[]
  onMend: (problem: Problem, text: string) => void
  /** The label stands beside the control, as with a switch. */
  inline?: boolean
  children: (aria: ControlAria) => ReactNode
}

/** Label above, hint right of it, the control, and below what its mapping resolves to or what is wrong. */
export function FieldRow({ field, value, problems, onMend, inline = false, children }: FieldRowProps) {
  const { sample } = useInspected()
  const id = useId()
  const missing = problems.some((problem) => problem.code === 'missing-field')
  const listed = problems.filter((problem) => problem.code !== 'missing-field').sort(worstFirst)
  const wrong = listed.some(({ severity }) => severity === 'error')
  const now = takesMapping(field) ? resolved(value, sample) : null
  // What the data at hand does not fit is mostly said better by what was found before.
  const fails = now?.kind === 'error'
  const error = fails && listed.length === 0 ? now.text : undefined
  const inRows = problemsInRows(field, value, listed)
  const toldInRows = new Set([...inRows.values()].flat())
  const rest = listed.filter((problem) => !toldInRows.has(problem))
  const below = error ?? (rest.length > 0 || now || field.meta.description)
  const control = children({ id, labelId: `${id}-label`, describedBy: below ? `${id}-below` : undefined, invalid: fails || wrong })

  return (
    <div data-field={field.name} className="flex flex-col gap-1.5">
      {inline ? (
        <div className="flex items-center gap-2.5">
          {control}
          <label id={`${id}-label`} htmlFor={id} className="text-sm">
            {field.title}
          </label>
        </div>
      ) : (
        <>
          <div className="flex items-baseline justify-between gap-3">
            <label id={`${id}-label`} htmlFor={id} className="font-medium text-sm">
              {field.title}
            </label>
            {missing ? (
              <span className="text-bad-ink text-xs">still needed</span>
            ) : (
              field.meta.hint && <span className="text-ink-3 text-sm">{field.meta.hint}</span>
            )}
          </div>
          <RowProblemsProvider value={{ inRows, onMend }}>{control}</RowProblemsProvider>
        </>
      )}
      <div id={`${id}-below`} className="flex flex-col gap-1 empty:hidden">
        {error !== undefined ? (
          <p className="flex items-start gap-1.5 text-bad-ink text-xs">
            <CircleAlert className="mt-px size-3.5 shrink-0" strokeWidth={1.75} aria-hidden />
            {error}
          </p>
        ) : now?.kind === 'value' ? (
          <p className="flex min-w-0 gap-1.5 text-xs">
            <span className="shrink-0 text-ink-3">{now.isExample ? 'for example' : 'shows'}</span>
            <span className={cn('min-w-0 break-words font-medium', wrong ? 'text-bad-ink' : 'text-ok-ink')}>{now.text}</span>
          </p>
        ) : now?.kind === 'unknown' && !wrong ? (
          <p className="text-ink-3 text-xs">No data yet. Test the flow to see the value.</p>
        ) : (
          rest.length === 0 && field.meta.description && <p className="text-ink-3 text-xs">{field.meta.description}</p>
        )}
        <FieldProblems problems={rest} failsNow={fails} onMend={onMend} />
      </div>
    </div>
  )
}

function worstFirst(a: Problem, b: Problem): number {
  return Number(a.severity !== 'error') - Number(b.severity !== 'error')
}
