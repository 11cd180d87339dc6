import { z } from 'zod'
import { defineTrigger } from '@/flow/define/define'

const EVERY = ['minutes', 'hours', 'days', 'weeks', 'cron'] as const
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/

export const ScheduleInput = z.object({
  unit: z
    .enum(EVERY)
    .default('days')
    .meta({
      title: 'Repeats',
      control: 'select',
      options: { minutes: 'minutes', hours: 'hours', days: 'days', weeks: 'weeks', cron: 'custom' },
      singular: { param: 'every', options: { minutes: 'minute', hours: 'hour', days: 'day', weeks: 'week', cron: 'custom' } },
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
      hint: 'so many minutes, hours, days or weeks',
      control: 'number',
      showIf: { param: 'unit', in: ['minutes', 'hours', 'days', 'weeks'] },
      resolve: 'literal',
    }),
  weekday: z
    .enum(['1', '2', '3', '4', '5', '6', '7'])
    .default('1')
    .meta({
      title: 'On',
      control: 'select',
      options: { 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday', 6: 'Saturday', 7: 'Sunday' },
      showIf: { param: 'unit', in: ['weeks'] },
      resolve: 'literal',
    }),
  at: z
    .string()
    .regex(CLOCK, 'Write the time as 09:30.')
    .default('09:00')
    .meta({
      title: 'At',
      placeholder: '09:30',
      showIf: { param: 'unit', in: ['days', 'weeks'] },
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
    placeholder: 'Europe/Berlin',
    control: 'timezone',
    resolve: 'literal',
  }),
})

export type Schedule = z.output<typeof ScheduleInput>

export const schedule = defineTrigger({
  id: 'schedule',
  version: 1,
  source: 'schedule',
  title: 'Schedule',
  summary: 'Starts by itself, again and again, at set times.',
  sentence: '[Every {{every}} {{unit}}][ on {{weekday}}][ at {{at}}][At each {{cron}}]',
  keywords: ['cron', 'timer', 'daily', 'hourly', 'weekly', 'every', 'interval', 'recurring', 'clock', 'time', 'morning'],
  icon: 'calendar-clock',
  input: ScheduleInput,
  output: z.object({
    scheduledFor: z.iso.datetime().meta({ title: 'Time it was due' }),
  }),
  examples: [
    { input: { unit: 'days', every: 1, at: '09:00', timeZone: 'Europe/Berlin' }, output: { scheduledFor: '2026-12-15T08:00:00.000Z' } },
    { input: { unit: 'minutes', every: 15 }, output: { scheduledFor: '2026-12-15T08:15:00.000Z' } },
    { input: { unit: 'cron', cron: '0 9 * * 1-5' }, output: { scheduledFor: '2026-12-15T09:00:00.000Z' } },
  ],
})
