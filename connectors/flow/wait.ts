import { z } from 'zod'
import { defineAction, waitUntil } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import { readDate, type WrittenDate } from '@/flow/expressions/library/dates'
import { placed } from '@/flow/expressions/library/zones'

const MS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 }

export const wait = defineAction({
  id: 'wait',
  version: 1,
  title: 'Wait',
  summary: 'Pauses here for a while, or until a date, at no cost.',
  sentence: 'Wait {{mode}}[ {{amount}} {{unit}}][ {{until}}]',
  keywords: ['delay', 'pause', 'sleep', 'timer', 'later', 'until', 'date', 'hold', 'reminder'],
  icon: 'hourglass',
  effect: 'none',
  waits: true,
  input: z.object({
    mode: z
      .enum(['for', 'until'])
      .default('for')
      .meta({ title: 'Wait', control: 'select', options: { for: 'for', until: 'until' }, resolve: 'literal' }),
    amount: z
      .number()
      .min(0)
      .max(100_000)
      .default(1)
      .meta({ title: 'How long', control: 'number', showIf: { param: 'mode', in: ['for'] } }),
    unit: z
      .enum(['seconds', 'minutes', 'hours', 'days', 'weeks'])
      .default('hours')
      .meta({
        title: 'Unit',
        control: 'select',
        options: { seconds: 'seconds', minutes: 'minutes', hours: 'hours', days: 'days', weeks: 'weeks' },
        singular: { param: 'amount', options: { seconds: 'second', minutes: 'minute', hours: 'hour', days: 'day', weeks: 'week' } },
        showIf: { param: 'mode', in: ['for'] },
        resolve: 'literal',
      }),
    until: z
      .string()
      .default('')
      .meta({
        title: 'Date and time',
        placeholder: '2026-12-24T18:00:00+01:00',
        control: 'datetime',
        showIf: { param: 'mode', in: ['until'] },
      }),
  }),
  output: z.object({ until: z.iso.datetime().meta({ title: 'Waited until' }) }),
  examples: [
    { input: { mode: 'for', amount: 2, unit: 'hours' }, output: { until: '2026-12-15T11:00:00.000Z' } },
    { input: { mode: 'until', until: '2026-12-24T18:00:00+01:00' }, output: { until: '2026-12-24T17:00:00.000Z' } },
  ],
  run({ input, use }) {
    const now = use.clock.now()
    const wakeAt = input.mode === 'for' ? new Date(now.getTime() + input.amount * MS[input.unit]) : dateOf(input.until, use.clock.zone)
    const output = { until: wakeAt.toISOString() }
    return wakeAt <= now ? output : waitUntil(wakeAt, output)
  },
})

/** A time that says no zone is one of the flow's; so is a day, which begins at its midnight. */
function dateOf(text: string, zone: string): Date {
  const read = readDate(text) ?? otherDate(text)
  if (!read)
    throw new NodeError('not_a_date', text.trim() === '' ? 'There is no date to wait for.' : `“${text}” is not a date.`, {
      retry: false,
      hint: 'Write it like 2026-12-24 or 2026-12-24T18:00:00+01:00, or pick a date from an earlier step.',
    })
  return new Date(placed({ ...read, byClocks: read.dayOnly || read.byClocks }, zone).ms)
}

/** As mails and programs write it, `Thu, 24 Dec 2026 18:00:00 +0100`: never by the clocks of the machine this runs on. */
function otherDate(text: string): WrittenDate | null {
  if (!/\b\d{4}\b/.test(text)) return null
  const byClocks = !/(Z|GMT|UTC?|[+-]\d{2}:?\d{2})\s*(\(.*\))?\s*$/i.test(text)
  const ms = Date.parse(byClocks ? `${text.trim()}${/T\d/.test(text) ? 'Z' : ' UTC'}` : text)
  return Number.isNaN(ms) ? null : { ms, dayOnly: false, byClocks }
}
