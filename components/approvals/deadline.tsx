'use client'
import { Hourglass } from 'lucide-react'
import { Badge } from '../ui/badge'
import { formatRelative } from '../ui/format-relative'
import { useNow } from '../ui/use-now'

const SOON_MS = 4 * 3_600_000

/** Until when it can be decided; amber when little time is left. */
export function Deadline({ at }: { at: Date }) {
  const now = useNow()
  const left = at.getTime() - now
  return (
    <Badge tone={left < SOON_MS ? 'wait' : 'plain'}>
      <Hourglass strokeWidth={2} aria-hidden />
      <time dateTime={at.toISOString()} title={at.toLocaleString()} suppressHydrationWarning>
        {left > 0 ? `Closes ${formatRelative(at, now)}` : 'Closing'}
      </time>
    </Badge>
  )
}
