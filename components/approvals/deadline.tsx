'use client'
import { cn } from '../ui/cn'
import { formatRelative } from '../ui/format-relative'
import { useNow } from '../ui/use-now'

const SOON_MS = 4 * 3_600_000

/** Until when it can be decided; amber when little time is left. */
export function Deadline({ at, className }: { at: Date; className?: string }) {
  const now = useNow()
  const left = at.getTime() - now
  return (
    <time
      dateTime={at.toISOString()}
      title={at.toLocaleString()}
      className={cn(left < SOON_MS && 'font-medium text-wait-ink', className)}
      suppressHydrationWarning
    >
      {left > 0 ? `closes ${formatRelative(at, now)}` : 'closing now'}
    </time>
  )
}
