/** `10:12`; of another day with the day: `27 Nov, 10:12`, and the year if that is another one, too. */
export function formatClock(at: Date, now: number, { seconds = false, locale }: { seconds?: boolean; locale?: string } = {}): string {
  const today = new Date(now)
  const isToday = at.toDateString() === today.toDateString()
  return new Intl.DateTimeFormat(locale, {
    ...(isToday ? {} : { day: 'numeric', month: 'short' }),
    ...(at.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  }).format(at)
}
