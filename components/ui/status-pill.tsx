import { Ban, Check, CircleDashed, Clock, LoaderCircle, type LucideIcon, X } from 'lucide-react'
import type { RunStatus } from '@/flow/engine/status'
import { Badge, type Tone } from './badge'
import { cn } from './cn'

/** How a run's status looks and reads, everywhere. */
export const STATUS_LOOK: Record<RunStatus, { label: string; tone: Tone; icon: LucideIcon }> = {
  queued: { label: 'Queued', tone: 'plain', icon: CircleDashed },
  running: { label: 'Running', tone: 'brand', icon: LoaderCircle },
  waiting: { label: 'Waiting', tone: 'wait', icon: Clock },
  succeeded: { label: 'Done', tone: 'ok', icon: Check },
  failed: { label: 'Failed', tone: 'bad', icon: X },
  cancelled: { label: 'Cancelled', tone: 'plain', icon: Ban },
}

export function StatusPill({ status, className }: { status: RunStatus; className?: string }) {
  const { label, tone, icon: Icon } = STATUS_LOOK[status]
  return (
    <Badge tone={tone} className={className}>
      <Icon className={cn(status === 'running' && 'animate-spin')} strokeWidth={2.25} aria-hidden />
      {label}
    </Badge>
  )
}
