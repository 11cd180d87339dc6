import { Check, CircleDashed, TriangleAlert } from 'lucide-react'
import { Badge } from '../ui/badge'
import type { Connection } from './types'

/** Does it work? As far as is known. */
export function ConnectionState({ connection: { account, brokenReason } }: { connection: Connection }) {
  if (brokenReason !== null) {
    return (
      <Badge tone="bad">
        <TriangleAlert strokeWidth={2} aria-hidden />
        Connect again
      </Badge>
    )
  }
  if (account === null) {
    return (
      <Badge>
        <CircleDashed strokeWidth={2.25} aria-hidden />
        Not tested
      </Badge>
    )
  }
  return (
    <Badge tone="ok">
      <Check strokeWidth={2.25} aria-hidden />
      Works
    </Badge>
  )
}
