import { zoneOffsetMs } from '../expressions/library/zones'
import { type Cron, lastDayOf, parseCron } from './cron'
import { type Schedule, timesIn } from './fields'
import { dayIn, instantsOn } from './wall-clock'

/**
 * When a schedule is due next, strictly after `after`; null when never again. Slots are fixed points in time or on the wall
 * clock, not distances from the last run, so a late or missed one shifts nothing: every 15 minutes is :00, :15, :30, :45.
 * Wall-clock times follow daylight saving. A time that clocks skip comes at the first minute after; one that they show twice
 * comes once, the first time. Where the hour of a cron text is `*`, both of the two hours count.
 */
export function nextSlot(schedule: Schedule, after: number): number | null {
  const zone = schedule.timeZone || 'UTC'
  if (schedule.unit === 'minutes') return nextMultiple(zone, after, schedule.every * 60_000)
  if (schedule.unit === 'hours') return nextMultiple(zone, after, schedule.every * 3_600_000)
  return nextOnClock(zone, after, clockTimes(schedule))
}

/** Further ahead than any schedule: every 1,000 months is 83 years. */
const DAYS_AHEAD = 31_000
/** Intervals begin at midnight of the zone, by its clocks of this day; what clocks do later moves none of them. */
const COUNTED_FROM = Date.UTC(2024, 0, 1)

function nextMultiple(zone: string, after: number, step: number): number {
  const offset = zoneOffsetMs(zone, COUNTED_FROM)
  return (Math.floor((after + offset) / step) + 1) * step - offset
}

type ClockTimes = { minutes: readonly number[]; bothTimes: boolean; matches(day: Date, number: number): boolean }

function nextOnClock(zone: string, after: number, { minutes, bothTimes, matches }: ClockTimes): number | null {
  const today = dayIn(zone, after)
  // From the day before: where a whole day is skipped, its times come on the next.
  for (let number = today - 1; number < today + DAYS_AHEAD; number++) {
    if (!matches(new Date(number * 86_400_000), number)) continue
    let next = Number.POSITIVE_INFINITY
    for (const instants of instantsOn(zone, number, minutes)) {
      for (const slot of bothTimes ? instants : instants.slice(0, 1)) if (slot > after && slot < next) next = slot
    }
    if (next < Number.POSITIVE_INFINITY) return next
  }
  return null
}

function clockTimes(schedule: Schedule): ClockTimes {
  if (schedule.unit === 'cron') return cronTimes(parseCron(schedule.cron))
  return { minutes: timesIn(schedule.at).map(minuteOf), bothTimes: false, matches: dayRule(schedule) }
}

function cronTimes({ minutes, hours, everyHour, matches }: Cron): ClockTimes {
  return { minutes: hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)), bothTimes: everyHour, matches }
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

/** Every so many days, weeks or months are counted from 1970, so that the answer does not depend on when it is asked. */
function dayRule({ unit, every, weekday, weekdays, monthDay }: Schedule): ClockTimes['matches'] {
  if (unit === 'weeks') {
    const wanted = new Set(weekday === 'some' ? weekdays : weekday === 'working' ? WORKING : [weekday])
    return (day, number) => wanted.has(String(day.getUTCDay() || 7)) && Math.floor((number + MONDAY_OFFSET) / 7) % every === 0
  }
  if (unit === 'months') {
    return (day) => (day.getUTCFullYear() * 12 + day.getUTCMonth()) % every === 0 && day.getUTCDate() === dateOf(monthDay, day)
  }
  return (_, number) => number % every === 0
}

const WORKING = ['1', '2', '3', '4', '5']
/** 1 January 1970 was a Thursday: weeks are counted from the Monday before. */
const MONDAY_OFFSET = 3

function dateOf(monthDay: Schedule['monthDay'], day: Date): number {
  const last = lastDayOf(day)
  if (monthDay === 'last') return last
  if (monthDay === 'first-working') return 1 + daysOff(weekdayOn(day, 1))
  if (monthDay === 'last-working') return last - Math.max(0, weekdayOn(day, last) - 5)
  return Math.min(Number(monthDay), last)
}

/** From a weekend to Monday. */
function daysOff(weekday: number): number {
  return weekday > 5 ? 8 - weekday : 0
}

/** Of another day in the same month: Monday is 1, Sunday 7. */
function weekdayOn(day: Date, date: number): number {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), date)).getUTCDay() || 7
}
