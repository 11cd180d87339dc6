import { boundedCache } from '../bounded-cache'
import { ExpressionError } from '../expression-error'
import { type Clock, clockOf, type DateValue, utcMs, type WrittenDate } from './dates'

const formatterFor = boundedCache(200, (zone: string): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    throw new ExpressionError('failed', `There is no time zone called ${zone}.`, { hint: 'Write it like Europe/Berlin or UTC.' })
  }
})

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** What clocks and calendars show in a time zone at a moment. */
export function clockIn(zone: string, ms: number): Clock {
  const shown: Record<string, number> = {}
  for (const { type, value } of formatterFor(zone).formatToParts(ms)) shown[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown
  return { year, month, day, hour, minute, second, ms: ((ms % 1000) + 1000) % 1000 }
}

export function zoneOffsetMs(zone: string, ms: number): number {
  return utcMs(clockIn(zone, ms)) - ms
}

const DAY = 86_400_000

/**
 * The moment at which clocks in the zone show this. A time that a change to summer time skips is moved forward; of two moments
 * that clocks show twice, it is the first, as with schedules.
 */
export function momentOf(clock: Clock, zone: string): number {
  const wanted = utcMs(clock)
  const [before, after] = [zoneOffsetMs(zone, wanted - DAY), zoneOffsetMs(zone, wanted + DAY)]
  if (before === after) return wanted - before
  const [early, late] = [wanted - Math.max(before, after), wanted - Math.min(before, after)]
  return early + zoneOffsetMs(zone, early) === wanted ? early : late
}

/** A time that says no offset is one by the clocks of this zone. A day without a time is the same day everywhere. */
export function placed({ ms, dayOnly, byClocks }: WrittenDate, zone: string): DateValue {
  return { ms: byClocks ? momentOf(clockOf(ms), zone) : ms, dayOnly }
}
