import { CalendarClock, CircleHelp, Eye, type LucideIcon, Mail, PhoneIncoming, Siren, UserRound, Webhook } from 'lucide-react'
import type { RunSummary } from './types'

const ICONS: Record<string, LucideIcon> = {
  member: UserRound,
  webhook: Webhook,
  schedule: CalendarClock,
  mail: Mail,
  call: PhoneIncoming,
  failure: Siren,
  poll: Eye,
}

export function StartedBy({ startedBy }: Pick<RunSummary, 'startedBy'>) {
  const Icon = ICONS[startedBy.kind] ?? CircleHelp
  return (
    <span className="flex min-w-0 items-center gap-2 text-ink-2">
      <Icon className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
      <span title={startedBy.label} dir="auto" className="truncate">
        {startedBy.label}
      </span>
    </span>
  )
}
