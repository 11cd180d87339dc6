import { Cron as Croner } from 'croner'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseCron } from './cron'
import { ScheduleFields } from './fields'
import { nextSlot } from './next-slot'

const next = (cron: string, after: string, times: number) => {
  const schedule = ScheduleFields.parse({ unit: 'cron', cron })
  const slots: string[] = []
  for (let at: number | null = Date.parse(after); slots.length < times; ) {
    at = nextSlot(schedule, at)
    if (at === null) return [...slots, 'never']
    slots.push(new Date(at).toISOString().slice(0, 16))
  }
  return slots
}

it.each([
  ['0 9 * * 1-5', ['2026-12-18T09:00', '2026-12-21T09:00']],
  ['0 9 * * mon,FRI', ['2026-12-18T09:00', '2026-12-21T09:00']],
  ['15 8-18/5 * * *', ['2026-12-18T08:15', '2026-12-18T13:15']],
  ['0 0 l * *', ['2026-12-31T00:00', '2027-01-31T00:00']],
  ['0 12 * * 5L', ['2026-12-25T12:00', '2027-01-29T12:00']],
  ['0 12 * * 2#2', ['2027-01-12T12:00', '2027-02-09T12:00']],
  ['0 0 13 * 5', ['2026-12-25T00:00', '2027-01-01T00:00']],
  ['0 0 * * 7', ['2026-12-20T00:00', '2026-12-27T00:00']],
  ['0 0 29 2 *', ['2028-02-29T00:00', '2032-02-29T00:00']],
  ['@Monthly', ['2027-01-01T00:00', '2027-02-01T00:00']],
  ['0 0 30 2 *', ['never']],
])('reads %s', (text, slots) => {
  expect(next(text, '2026-12-18T00:00:00Z', 2)).toEqual(slots)
})

it.each([
  '',
  'whenever',
  '* * * *',
  '* * * * * *',
  '60 * * * *',
  '* 24 * * *',
  '* * 0 * *',
  '* * * 13 *',
  '* * * * 8',
  '5-1 * * * *',
  '*/0 * * * *',
  '1/2/3 * * * *',
  ', * * * *',
  '* * * * 1#6',
  '* * 1w * *',
  '-1 * * * *',
  '1e1 * * * *',
])('says that “%s” can not be read', (text) => {
  expect(() => parseCron(text)).toThrow(/five parts|is no (minute|hour|day of the month|month|day of the week)\./)
})

it('agrees with another reader of cron', () => {
  const field = (from: number, to: number) => {
    const number = fc.integer({ min: from, max: to })
    const range = fc.tuple(number, number).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`)
    const part = fc.oneof(
      number.map(String),
      range,
      fc.tuple(range, fc.integer({ min: 1, max: 6 })).map(([text, by]) => `${text}/${by}`),
    )
    return fc.oneof(
      fc.constant('*'),
      fc.integer({ min: 1, max: to }).map((by) => `*/${by}`),
      fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',')),
    )
  }
  const texts = fc.tuple(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6)).map((fields) => fields.join(' '))
  const moments = fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2040, 0, 1) / 60_000 }).map((minutes) => minutes * 60_000)
  fc.assert(
    fc.property(texts, moments, (text, after) => {
      const [, , monthDay = '', , weekday = ''] = text.split(' ')
      fc.pre(!monthDay.startsWith('*/') && !weekday.startsWith('*/')) // Unix and it differ on whether a stepped star restricts
      const theirs = new Croner(text, { timezone: 'UTC', paused: true }).nextRun(new Date(after))
      expect(nextSlot(ScheduleFields.parse({ unit: 'cron', cron: text }), after)).toBe(theirs?.getTime())
    }),
    { numRuns: 400 },
  )
})
