import type { Budget } from '../budget'
import { ExpressionError } from '../expression-error'
import { formatDate } from './date-format'
import { parseDate } from './date-parse'
import { type Clock, clockOf, type DateValue, daysInMonth, utcMs, writeDate } from './dates'
import { functionsOf } from './define'
import { INTL_COST } from './locale'
import { clockIn, momentOf } from './zones'

const define = functionsOf('date')
const DAY = 86_400_000

export const dateFunctions = [
  define({
    name: 'parseDate',
    cost: INTL_COST,
    params: { text: 'text', format: 'text?', zone: 'text?' },
    returns: 'text',
    summary:
      'A date out of text in a format, as 2026-03-31 or 2026-03-31T09:00:00.000Z. A time is one by clocks in the flow’s time zone, unless another is said or stands in the text.',
    examples: [
      { expression: '"31.03.2026".parseDate("dd.MM.yyyy")', result: '2026-03-31' },
      { expression: 'parseDate("3/31/2026 9:05 PM", "M/d/yyyy h:mm a")', result: '2026-03-31T21:05:00.000Z' },
      { expression: '"31.03.2026 09:00".parseDate("dd.MM.yyyy HH:mm", "Europe/Berlin")', result: '2026-03-31T07:00:00.000Z' },
    ],
    run: ({ text, format, zone = 'UTC' }) => writeDate(parseDate(text, format, zone)),
  }),
  define({
    name: 'formatDate',
    cost: INTL_COST * 2,
    params: { date: 'date', format: 'text', zone: 'text?', locale: 'text?' },
    returns: 'text',
    summary: 'Written in a format, for a time zone: the flow’s, unless another is said.',
    examples: [
      { expression: 'formatDate("2026-03-31", "dd.MM.yyyy")', result: '31.03.2026' },
      { expression: '"2026-07-01T22:30:00Z".formatDate("yyyy-MM-dd HH:mm", "Europe/Berlin")', result: '2026-07-02 00:30' },
      { expression: '"2026-03-31".formatDate("EEEE d MMMM", "UTC", "fr")', result: 'mardi 31 mars' },
    ],
    run: ({ date, format, zone = 'UTC', locale = 'en' }) => formatDate(date, format, zone, locale),
  }),
  define({
    name: 'toIso',
    params: { date: 'date' },
    returns: 'text',
    summary: 'With time, in UTC.',
    examples: [{ expression: '"2026-03-31T09:00:00+02:00".toIso()', result: '2026-03-31T07:00:00.000Z' }],
    run: ({ date }) => writeDate({ ...date, dayOnly: false }),
  }),
  define({
    name: 'toDay',
    cost: INTL_COST,
    params: { date: 'date', zone: 'text?' },
    returns: 'text',
    summary: 'The day only, as calendars in the flow’s time zone show it, or in another.',
    examples: [{ expression: '"2026-03-31T23:30:00Z".toDay("Asia/Tokyo")', result: '2026-04-01' }],
    run: ({ date, zone = 'UTC' }) =>
      writeDate({ ms: utcMs({ ...clockIn(zoneOf(date, zone), date.ms), hour: 0, minute: 0, second: 0, ms: 0 }), dayOnly: true }),
  }),
  define({
    name: 'addDays',
    params: { date: 'date', days: 'number', zone: 'text?' },
    returns: 'text',
    summary: 'Some days later, at the same time by clocks in the flow’s time zone or another; a negative number is earlier.',
    examples: [
      { expression: 'addDays("2026-02-27", 3)', result: '2026-03-02' },
      { expression: '"2026-03-01".addDays(-1)', result: '2026-02-28' },
    ],
    run: ({ date, days, zone = 'UTC' }, budget) => daysLater(date, days, zone, budget),
  }),
  define({
    name: 'addWeeks',
    params: { date: 'date', weeks: 'number', zone: 'text?' },
    returns: 'text',
    summary: 'Some weeks later.',
    examples: [{ expression: '"2026-03-31".addWeeks(2)', result: '2026-04-14' }],
    run: ({ date, weeks, zone = 'UTC' }, budget) => daysLater(date, weeks * 7, zone, budget),
  }),
  define({
    name: 'addHours',
    params: { date: 'date', hours: 'number' },
    returns: 'text',
    summary: 'Some hours later.',
    examples: [{ expression: '"2026-03-31T23:00:00Z".addHours(2)', result: '2026-04-01T01:00:00.000Z' }],
    run: ({ date, hours }) => later({ ...date, dayOnly: false }, hours * 3_600_000),
  }),
  define({
    name: 'addMinutes',
    params: { date: 'date', minutes: 'number' },
    returns: 'text',
    summary: 'Some minutes later.',
    examples: [{ expression: '"2026-03-31T09:00:00Z".addMinutes(90)', result: '2026-03-31T10:30:00.000Z' }],
    run: ({ date, minutes }) => later({ ...date, dayOnly: false }, minutes * 60_000),
  }),
  define({
    name: 'addMonths',
    params: { date: 'date', months: 'number', zone: 'text?' },
    returns: 'text',
    summary: 'Some months later; the last day of a month stays within it.',
    examples: [
      { expression: '"2026-01-31".addMonths(1)', result: '2026-02-28' },
      { expression: '"2026-03-15".addMonths(-3)', result: '2025-12-15' },
    ],
    run: ({ date, months, zone = 'UTC' }, budget) => monthsLater(date, months, zone, budget),
  }),
  define({
    name: 'addYears',
    params: { date: 'date', years: 'number', zone: 'text?' },
    returns: 'text',
    summary: 'Some years later.',
    examples: [{ expression: '"2024-02-29".addYears(1)', result: '2025-02-28' }],
    run: ({ date, years, zone = 'UTC' }, budget) => monthsLater(date, years * 12, zone, budget),
  }),
  define({
    name: 'addWorkdays',
    params: { date: 'date', days: 'number', zone: 'text?' },
    returns: 'text',
    summary: 'Some days later, weekends not counted: those of the flow’s time zone, or of another.',
    examples: [{ expression: '"2026-04-03".addWorkdays(1)', result: '2026-04-06' }],
    run: ({ date, days, zone = 'UTC' }, budget) => {
      const step = Math.sign(days)
      budget.spend(Math.abs(days) * 2)
      return moved(date, zone, budget, (clock) => {
        let ms = utcMs(clock)
        for (let left = Math.abs(Math.trunc(days)); left > 0; ) {
          ms += step * DAY
          if (new Date(ms).getUTCDay() % 6 !== 0) left--
        }
        return clockOf(ms)
      })
    },
  }),
  define({
    name: 'diffDays',
    params: { date: 'date', other: 'date' },
    returns: 'number',
    summary: 'How many days from one date to another; negative when the other is earlier.',
    examples: [{ expression: 'diffDays("2026-03-01", "2026-03-31")', result: 30 }],
    run: ({ date, other }) => (other.ms - date.ms) / DAY,
  }),
  define({
    name: 'diffHours',
    params: { date: 'date', other: 'date' },
    returns: 'number',
    summary: 'How many hours from one time to another.',
    examples: [{ expression: '"2026-03-31T09:00:00Z".diffHours("2026-03-31T10:30:00Z")', result: 1.5 }],
    run: ({ date, other }) => (other.ms - date.ms) / 3_600_000,
  }),
  define({
    name: 'startOfDay',
    cost: INTL_COST,
    params: { date: 'date', zone: 'text?' },
    returns: 'text',
    summary: 'Midnight at its start, in the flow’s time zone or another.',
    examples: [{ expression: '"2026-03-31T09:00:00Z".startOfDay("Europe/Berlin")', result: '2026-03-30T22:00:00.000Z' }],
    run: ({ date, zone = 'UTC' }) => {
      const clock = clockIn(zoneOf(date, zone), date.ms)
      return writeDate({ ms: momentOf({ ...clock, hour: 0, minute: 0, second: 0, ms: 0 }, zone), dayOnly: false })
    },
  }),
  define({
    name: 'startOfMonth',
    cost: INTL_COST,
    params: { date: 'date', zone: 'text?' },
    returns: 'text',
    summary: 'The first day of its month.',
    examples: [{ expression: '"2026-03-17".startOfMonth()', result: '2026-03-01' }],
    run: ({ date, zone = 'UTC' }) => dayOf(date, zone, () => 1),
  }),
  define({
    name: 'endOfMonth',
    cost: INTL_COST,
    params: { date: 'date', zone: 'text?' },
    returns: 'text',
    summary: 'The last day of its month.',
    examples: [{ expression: 'endOfMonth("2028-02-10")', result: '2028-02-29' }],
    run: ({ date, zone = 'UTC' }) => dayOf(date, zone, daysInMonth),
  }),
  define({
    name: 'weekday',
    cost: INTL_COST,
    params: { date: 'date', zone: 'text?' },
    returns: 'number',
    summary: 'Monday is 1, Sunday is 7. For its name: formatDate(date, "EEEE").',
    examples: [{ expression: '"2026-03-31".weekday()', result: 2 }],
    run: ({ date, zone = 'UTC' }) => new Date(utcMs(clockIn(zoneOf(date, zone), date.ms))).getUTCDay() || 7,
  }),
  ...(['year', 'month', 'day', 'hour', 'minute'] as const).map((part) =>
    define({
      name: part,
      cost: INTL_COST,
      params: { date: 'date', zone: 'text?' },
      returns: 'number',
      summary: `Its ${part}, as clocks and calendars in the flow’s time zone show it, or in another.`,
      examples: [{ expression: `"2026-03-31T09:05:00Z".${part}()`, result: { year: 2026, month: 3, day: 31, hour: 9, minute: 5 }[part] }],
      run: ({ date, zone = 'UTC' }) => clockIn(zoneOf(date, zone), date.ms)[part],
    }),
  ),
  define({
    name: 'isBefore',
    params: { date: 'date', other: 'date' },
    returns: 'yes/no',
    summary: 'Whether it is earlier than another date.',
    examples: [{ expression: '"2026-03-31".isBefore("2026-04-01T00:00:00Z")', result: true }],
    run: ({ date, other }) => date.ms < other.ms,
  }),
  define({
    name: 'isAfter',
    params: { date: 'date', other: 'date' },
    returns: 'yes/no',
    summary: 'Whether it is later than another date.',
    examples: [{ expression: '"2026-03-31".isAfter("2026-04-01")', result: false }],
    run: ({ date, other }) => date.ms > other.ms,
  }),
  define({
    name: 'toSeconds',
    params: { date: 'date' },
    returns: 'number',
    summary: 'Seconds since 1970, as many services count.',
    examples: [{ expression: '"2026-03-31T00:00:00Z".toSeconds()', result: 1774915200 }],
    run: ({ date }) => Math.floor(date.ms / 1000),
  }),
  define({
    name: 'fromSeconds',
    params: { seconds: 'number' },
    returns: 'text',
    summary: 'A date out of seconds since 1970.',
    examples: [{ expression: '1774915200.fromSeconds()', result: '2026-03-31T00:00:00.000Z' }],
    run: ({ seconds }) => writeDate({ ms: Math.round(seconds * 1000), dayOnly: false }),
  }),
]

/** A day without a time is the same day everywhere. */
function zoneOf(date: DateValue, zone: string): string {
  return date.dayOnly ? 'UTC' : zone
}

function later(date: DateValue, ms: number): string {
  return writeDate({ ...date, ms: date.ms + Math.round(ms) })
}

/** A part of a day is a part of 24 hours. */
function daysLater(date: DateValue, days: number, zone: string, budget: Budget): string {
  if (!Number.isInteger(days)) return later(date, days * DAY)
  return moved(date, zone, budget, (clock) => ({ ...clock, day: clock.day + days }))
}

function monthsLater(date: DateValue, months: number, zone: string, budget: Budget): string {
  if (!Number.isInteger(months)) throw new ExpressionError('failed', 'Months and years are whole numbers.')
  return moved(date, zone, budget, (clock) => {
    const month = clock.month - 1 + months
    const [year, monthOfYear] = [clock.year + Math.floor(month / 12), (((month % 12) + 12) % 12) + 1]
    return { ...clock, year, month: monthOfYear, day: Math.min(clock.day, daysInMonth(year, monthOfYear)) }
  })
}

/** Where the clocks of a time zone are put: what is a day or a month there may be another in UTC. */
function moved(date: DateValue, zone: string, budget: Budget, put: (clock: Clock) => Clock): string {
  const place = zoneOf(date, zone)
  if (place === 'UTC') return writeDate({ ...date, ms: utcMs(put(clockOf(date.ms))) })
  budget.spend(4 * INTL_COST)
  const clock = put(clockIn(place, date.ms))
  writeDate({ ms: utcMs(clock), dayOnly: true }) // what is out of range no zone knows
  return writeDate({ ...date, ms: momentOf(clock, place) })
}

function dayOf(date: DateValue, zone: string, pick: (year: number, month: number) => number): string {
  const { year, month } = clockIn(zoneOf(date, zone), date.ms)
  return writeDate({ ms: utcMs({ year, month, day: pick(year, month), hour: 0, minute: 0, second: 0, ms: 0 }), dayOnly: true })
}
