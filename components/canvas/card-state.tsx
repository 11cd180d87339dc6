'use client'
import { Ban, Check, CircleAlert, CircleHelp, Clock, LoaderCircle, type LucideIcon, RotateCw, TriangleAlert, X } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import type { StepStatus } from '@/flow/engine/status'
import type { Problem } from '@/flow/graph/problem'

const LOOK: Partial<Record<StepStatus, { icon: LucideIcon; className: string; label: string }>> = {
  running: { icon: LoaderCircle, className: 'animate-spin text-brand', label: 'Running' },
  retrying: { icon: RotateCw, className: 'text-wait', label: 'Waiting to try again' },
  waiting: { icon: Clock, className: 'text-wait', label: 'Waiting' },
  unverified: { icon: CircleHelp, className: 'text-wait', label: 'Nobody knows whether it happened' },
  completed: { icon: Check, className: 'text-ok', label: 'Done' },
  cancelled: { icon: Ban, className: 'text-ink-3', label: 'Cancelled' },
  failed: { icon: X, className: 'text-bad', label: 'Failed' },
}

/** Right of the name: the state in a run, else what is wrong with the step. */
export function CardState({ status, problems }: { status: StepStatus | undefined; problems: readonly Problem[] }) {
  const look = status && LOOK[status]
  if (look) return <look.icon role="img" aria-label={look.label} className={cn('size-4 shrink-0', look.className)} strokeWidth={1.75} />
  if (problems.length === 0) return null
  const errors = problems.some((problem) => problem.severity === 'error')
  const Icon = errors ? CircleAlert : TriangleAlert
  return (
    <span title={problems.map((problem) => problem.message).join('\n')} className={cn('flex', errors ? 'text-bad' : 'text-wait')}>
      <Icon role="img" aria-label={problems.map((problem) => problem.message).join(' ')} className="size-4" strokeWidth={1.75} />
    </span>
  )
}
