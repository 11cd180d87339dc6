const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'medium' })

/** The time of day; with its date on hover. */
export function ClockTime({ at, className }: { at: number | string; className?: string }) {
  const date = new Date(at)
  return (
    <time dateTime={date.toISOString()} title={EXACT.format(date)} className={className} suppressHydrationWarning>
      {TIME.format(date)}
    </time>
  )
}
