'use client'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import type { Problem } from '@/flow/graph/problem'
import { useInspected } from './context'

/** More than this is read one after the other, as it is mended. */
const MOST = 3

type FieldProblemsProps = {
  problems: readonly Problem[]
  /** With the data at hand it goes wrong already. */
  failsNow: boolean
  onMend: (problem: Problem, text: string) => void
}

/** What is wrong with a field or may go wrong, worst first, each with its cure. */
export function FieldProblems({ problems, failsNow, onMend }: FieldProblemsProps) {
  const { readOnly } = useInspected()
  return problems.slice(0, MOST).map((problem) => {
    const { message, hint, fix, severity } = problem
    const isError = severity === 'error' || failsNow
    const Icon = isError ? CircleAlert : TriangleAlert
    return (
      <p
        key={`${problem.field}${message}${problem.position?.start}`}
        className={cn('flex items-start gap-1.5 text-xs', isError ? 'text-bad-ink' : 'text-wait-ink')}
      >
        <Icon className="mt-px size-3.5 shrink-0" strokeWidth={1.75} aria-hidden />
        <span className="min-w-0 break-words">
          {message} {!fix && hint}
          {fix && !readOnly && (
            <button
              type="button"
              className="rounded-[3px] font-medium underline underline-offset-2"
              onClick={() => onMend(problem, fix.text)}
            >
              {fix.label}
            </button>
          )}
        </span>
      </p>
    )
  })
}
