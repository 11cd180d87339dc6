import { Cron } from 'croner'
import { type Schedule, ScheduleInput } from '@/connectors/trigger/schedule'
import type { JsonObject } from '@/flow/json'
import { ServiceError } from '../service-error'

/**
 * When a schedule is due next, strictly after `after`; null when never again. Slots are fixed points in time or on the wall
 * clock, not distances from the last run, so a late or missed one shifts nothing: every 15 minutes is :00, :15, :30, :45.
 * Wall-clock times follow daylight saving: 9:00 stays 9:00; an hour that is skipped moves on, one that repeats counts once.
 */
export function nextAt(config: JsonObject, after: Date): Date | null {
  const schedule = ScheduleInput.parse(config)
  switch (schedule.unit) {
    case 'minutes':
      return nextMultiple(after, schedule.every * 60_000)
    case 'hours':
      return nextMultiple(after, schedule.every * 3_600_000)
    case 'days':
      return nextDay(schedule, after, '*', 1)
    case 'weeks':
      return nextDay(schedule, after, schedule.weekday, 7)
    case 'cron':
      return cron(schedule.cron, schedule.timeZone).nextRun(after)
  }
}

function nextMultiple(after: Date, step: number): Date {
  return new Date((Math.floor(after.getTime() / step) + 1) * step)
}

/** Every so many days or weeks, counted from 1970 on the calendar of the time zone. */
function nextDay({ at, every, timeZone }: Schedule, after: Date, weekday: string, length: number): Date | null {
  const [hour, minute] = at.split(':').map(Number)
  const daily = cron(`${minute} ${hour} * * ${weekday}`, timeZone)
  for (let next = daily.nextRun(after); next; next = daily.nextRun(next)) {
    const period = Math.floor((dayNumber(next, timeZone) + MONDAY_OFFSET) / length)
    if (period % every === 0) return next
  }
  return null
}

/** 1 January 1970 was a Thursday: weeks are counted from the Monday before. */
const MONDAY_OFFSET = 3

function dayNumber(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: timeZone || 'UTC', year: 'numeric', month: '2-digit', day: '2-digit' })
  return Math.floor(Date.parse(`${parts.format(at)}T00:00:00Z`) / 86_400_000)
}

function cron(expression: string, timeZone: string): Cron {
  try {
    return new Cron(expression, { timezone: timeZone || 'UTC', paused: true })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ServiceError('invalid', `The schedule “${expression}” in time zone “${timeZone || 'UTC'}” can’t be read: ${reason}`)
  }
}
