import { Ban, Check, Clock, Hourglass, type LucideIcon, X } from 'lucide-react'
import { Badge, type Tone } from '../ui/badge'
import type { ApprovalStatus } from './types'

export const OUTCOME_LOOK: Record<ApprovalStatus, { label: string; tone: Tone; icon: LucideIcon }> = {
  open: { label: 'Open', tone: 'wait', icon: Clock },
  approved: { label: 'Approved', tone: 'ok', icon: Check },
  rejected: { label: 'Rejected', tone: 'bad', icon: X },
  expired: { label: 'Expired', tone: 'plain', icon: Hourglass },
  cancelled: { label: 'Cancelled', tone: 'plain', icon: Ban },
}

export function OutcomeBadge({ status }: { status: ApprovalStatus }) {
  const { label, tone, icon: Icon } = OUTCOME_LOOK[status]
  return (
    <Badge tone={tone}>
      <Icon strokeWidth={2.25} aria-hidden />
      {label}
    </Badge>
  )
}
