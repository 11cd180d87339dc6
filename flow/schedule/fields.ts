import { z } from 'zod'

const CLOCK = /^([01]?\d|2[0-3]):[0-5]\d$/
const MOST_TIMES = 24
const WEEKDAYS = { 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday', 6: 'Saturday', 7: 'Sunday' } as const
const MONTH_DAYS = Object.fromEntries(Array.from({ length: 31 }, (_, at) => [String(at + 1), String(at + 1)]))

export const WeekdaySchema = z.enum(['1', '2', '3', '4', '5', '6', '7'])

/** What a schedule asks for: the form of its step, and what `nextSlot` works with. */
export const ScheduleFields = z.object({
  unit: z
    .enum(['minutes', 'hours', 'days', 'weeks', 'months', 'cron'])
    .default('days')
    .meta({
      title: 'Repeats',
      control: 'select',
      options: { minutes: 'minutes', hours: 'hours', days: 'days', weeks: 'weeks', months: 'months', cron: 'custom' },
      singular: {
        param: 'every',
        options: { minutes: 'minute', hours: 'hour', days: 'day', weeks: 'week', months: 'month', cron: 'custom' },
      },
      resolve: 'literal',
    }),
  every: z
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(1)
    .meta({
      title: 'Every',
      hint: 'so many of them',
      control: 'number',
      showIf: { param: 'unit', in: ['minutes', 'hours', 'days', 'weeks', 'months'] },
      resolve: 'literal',
    }),
  weekday: z
    .enum([...WeekdaySchema.options, 'working', 'some'])
    .default('1')
    .meta({
      title: 'On',
      control: 'select',
      options: { ...WEEKDAYS, working: 'Monday to Friday', some: 'several days' },
      showIf: { param: 'unit', in: ['weeks'] },
      resolve: 'literal',
    }),
  weekdays: z
    .array(WeekdaySchema)
    .default([])
    .meta({
      title: 'On these days',
      control: 'weekdays',
      options: WEEKDAYS,
      showIf: { param: 'weekday', in: ['some'] },
      resolve: 'literal',
    }),
  monthDay: z
    .enum([...Array.from({ length: 31 }, (_, at) => String(at + 1)), 'last', 'first-working', 'last-working'])
    .default('1')
    .meta({
      title: 'On day',
      description: 'In a month that is shorter, on its last day. Working days are Monday to Friday.',
      control: 'select',
      options: { ...MONTH_DAYS, last: 'the last day', 'first-working': 'the first working day', 'last-working': 'the last working day' },
      showIf: { param: 'unit', in: ['months'] },
      resolve: 'literal',
    }),
  at: z
    .string()
    .refine((text) => timesIn(text).length <= MOST_TIMES && timesIn(text).every((time) => CLOCK.test(time)), {
      message: 'Write the time as 09:30, and several with commas: 09:30, 14:00.',
    })
    .default('09:00')
    .meta({
      title: 'At',
      hint: 'several with commas',
      placeholder: '09:00',
      showIf: { param: 'unit', in: ['days', 'weeks', 'months'] },
      resolve: 'literal',
    }),
  cron: z
    .string()
    .max(200)
    .default('')
    .meta({
      title: 'Cron expression',
      placeholder: '0 9 * * 1-5',
      description: 'Minute, hour, day of the month, month, day of the week. “0 9 * * 1-5” is 9:00 on working days.',
      control: 'cron',
      showIf: { param: 'unit', in: ['cron'] },
      resolve: 'literal',
    }),
  timeZone: z.string().max(64).default('').meta({
    title: 'Time zone',
    hint: 'of the flow, unless set',
    control: 'timezone',
    resolve: 'literal',
  }),
  catchUp: z
    .enum(['once', 'each', 'skip'])
    .default('once')
    .meta({
      title: 'When times were missed',
      description: 'Because KAOS was not running then. A time counts as missed after five minutes.',
      control: 'select',
      options: { once: 'start once, for the latest', each: 'start for each of them', skip: 'leave them out' },
      advanced: true,
      resolve: 'literal',
    }),
  catchUpMost: z
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(100)
    .meta({
      title: 'At most',
      hint: 'the latest ones',
      control: 'number',
      placeholder: '100',
      showIf: { param: 'catchUp', in: ['each'] },
      advanced: true,
      resolve: 'literal',
    }),
})

export type Schedule = z.output<typeof ScheduleFields>

/** `9:00, 14:30` → its parts, as they were written. */
export function timesIn(text: string): string[] {
  return text.split(/[,;\s]+/).filter((time) => time !== '')
}
