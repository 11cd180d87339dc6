'use client'
import { formatRelative } from './format-relative'
import { useNow } from './use-now'

const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

/** `3 minutes ago`; the exact time on hover. */
export function RelativeTime({ at, className }: { at: Date; className?: string }) {
  const now = useNow()
  return (
    <time dateTime={at.toISOString()} title={EXACT.format(at)} className={className} suppressHydrationWarning>
      {formatRelative(at, now)}
    </time>
  )
}
