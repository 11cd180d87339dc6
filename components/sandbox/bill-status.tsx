import { Ban, Check, CircleCheckBig, Clock, type LucideIcon, PenLine } from 'lucide-react'
import { Badge, type Tone } from '../ui/badge'

const LOOK: Record<string, { label: string; tone: Tone; icon: LucideIcon }> = {
  DRAFT: { label: 'Draft', tone: 'plain', icon: PenLine },
  SUBMITTED: { label: 'Awaiting approval', tone: 'wait', icon: Clock },
  AUTHORISED: { label: 'Approved', tone: 'ok', icon: Check },
  PAID: { label: 'Paid', tone: 'ok', icon: CircleCheckBig },
  VOIDED: { label: 'Voided', tone: 'outline', icon: Ban },
  DELETED: { label: 'Deleted', tone: 'outline', icon: Ban },
}

/** The status of a bill in plain words; Xero’s own is in the tooltip. */
export function BillStatus({ status }: { status: string }) {
  const { label, tone, icon: Icon } = LOOK[status] ?? { label: status, tone: 'plain', icon: Clock }
  return (
    <Badge tone={tone} title={status}>
      <Icon strokeWidth={2.25} aria-hidden />
      {label}
    </Badge>
  )
}
