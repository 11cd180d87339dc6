import { z } from 'zod'
import { defineTrigger } from '@/flow/define/define'
import { ScheduleFields } from '@/flow/schedule/fields'

export const schedule = defineTrigger({
  id: 'schedule',
  version: 1,
  source: 'schedule',
  title: 'Schedule',
  summary: 'Starts by itself, again and again, at set times.',
  sentence: '[Every {{every}} {{unit}}][ on {{weekday}}][ on day {{monthDay}}][ at {{at}}][At each {{cron}}]',
  keywords: ['cron', 'timer', 'daily', 'hourly', 'weekly', 'monthly', 'every', 'interval', 'recurring', 'clock', 'time', 'morning'],
  icon: 'calendar-clock',
  input: ScheduleFields,
  output: z.object({
    scheduledFor: z.iso.datetime().meta({ title: 'Time it was due' }),
  }),
  examples: [
    { input: { unit: 'days', every: 1, at: '09:00', timeZone: 'Europe/Berlin' }, output: { scheduledFor: '2026-12-15T08:00:00.000Z' } },
    { input: { unit: 'minutes', every: 15 }, output: { scheduledFor: '2026-12-15T08:15:00.000Z' } },
    { input: { unit: 'months', monthDay: 'last', at: '17:00' }, output: { scheduledFor: '2026-12-31T17:00:00.000Z' } },
    { input: { unit: 'cron', cron: '0 9 * * 1-5' }, output: { scheduledFor: '2026-12-15T09:00:00.000Z' } },
  ],
})
