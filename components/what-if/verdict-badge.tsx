import type { Verdict } from '@/flow/what-if/result'
import { Badge } from '../ui/badge'
import { VERDICT_LOOK } from './verdict-look'

export function VerdictBadge({ verdict, className }: { verdict: Verdict; className?: string }) {
  const { label, tone, icon: Icon } = VERDICT_LOOK[verdict]
  return (
    <Badge tone={tone} className={className}>
      <Icon strokeWidth={2} aria-hidden />
      {label}
    </Badge>
  )
}
