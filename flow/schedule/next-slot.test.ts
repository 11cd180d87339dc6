import { describe, expect, it } from 'vitest'
import type { JsonObject } from '@/flow/json'
import { ScheduleFields } from './fields'
import { nextSlot } from './next-slot'

const next = (config: JsonObject, after: string, times = 1) => {
  const schedule = ScheduleFields.parse(config)
  const slots: string[] = []
  for (let at: number | null = Date.parse(after); at !== null && slots.length < times; ) {
    at = nextSlot(schedule, at)
    slots.push(at === null ? 'never' : new Date(at).toISOString())
  }
  return slots
}

describe('nextSlot', () => {
  it('keeps minutes and hours on fixed slots, strictly after', () => {
    expect(next({ unit: 'minutes', every: 15 }, '2026-12-15T08:15:00Z', 2)).toEqual([
      '2026-12-15T08:30:00.000Z',
      '2026-12-15T08:45:00.000Z',
    ])
    expect(next({ unit: 'hours', every: 6 }, '2026-12-15T08:15:00Z')).toEqual(['2026-12-15T12:00:00.000Z'])
  })

  it('counts intervals from midnight of the zone', () => {
    const hourly = (timeZone: string, every = 1) => next({ unit: 'hours', every, timeZone }, '2026-12-15T08:20:00Z')
    expect(hourly('Asia/Kathmandu')).toEqual(['2026-12-15T09:15:00.000Z']) // 15:00 there
    expect(hourly('Asia/Kathmandu', 6)).toEqual(['2026-12-15T12:15:00.000Z']) // 18:00 there
    expect(hourly('Europe/Berlin', 6)).toEqual(['2026-12-15T11:00:00.000Z']) // 12:00 there
  })

  it('counts days on the calendar, whenever it is asked', () => {
    const slots = next({ unit: 'days', every: 3, at: '09:30' }, '2026-12-15T00:00:00Z', 3)
    expect(slots.map((slot) => slot.slice(11))).toEqual(Array(3).fill('09:30:00.000Z'))
    expect(slots.map((slot, at) => (at === 0 ? 3 : (Date.parse(slot) - Date.parse(slots[at - 1] ?? '')) / 86_400_000))).toEqual([3, 3, 3])
    expect(next({ unit: 'days', every: 3, at: '09:30' }, slots[0] ?? '')).toEqual([slots[1]])
  })

  it('takes several times a day, in any order', () => {
    expect(next({ unit: 'days', at: '14:00, 9:30;14:00' }, '2026-12-15T09:30:00Z', 3)).toEqual([
      '2026-12-15T14:00:00.000Z',
      '2026-12-16T09:30:00.000Z',
      '2026-12-16T14:00:00.000Z',
    ])
    for (const at of ['24:00', '9', 'noon', '09:60', '9:00 and 10:00', '-1:00']) {
      expect(ScheduleFields.safeParse({ at }).success, at).toBe(false)
    }
  })

  it('keeps weeks on their days', () => {
    expect(next({ unit: 'weeks', weekday: '5', at: '17:00' }, '2026-12-15T00:00:00Z', 2)).toEqual([
      '2026-12-18T17:00:00.000Z',
      '2026-12-25T17:00:00.000Z',
    ])
    const [first, second] = next({ unit: 'weeks', every: 2, weekday: '7', at: '17:00' }, '2026-12-15T00:00:00Z', 2)
    expect(Date.parse(second ?? '') - Date.parse(first ?? '')).toBe(14 * 86_400_000)
    const days = (config: JsonObject) =>
      next({ unit: 'weeks', at: '08:00', ...config }, '2026-12-17T12:00:00Z', 3).map((slot) => slot.slice(8, 10))
    expect(days({ weekday: 'working' })).toEqual(['18', '21', '22'])
    expect(days({ weekday: 'some', weekdays: ['7', '3'] })).toEqual(['20', '23', '27'])
    expect(days({ weekday: 'some', every: 2, weekdays: ['7', '3'] })).toEqual(['20', '30', '03'])
  })

  it('keeps months on their day, on the last one where the month is shorter', () => {
    const days = (config: JsonObject, times = 4) =>
      next({ unit: 'months', at: '06:00', ...config }, '2027-01-01T12:00:00Z', times).map((slot) => slot.slice(5, 10))
    expect(days({ monthDay: '31' })).toEqual(['01-31', '02-28', '03-31', '04-30'])
    expect(days({ monthDay: 'last' })).toEqual(['01-31', '02-28', '03-31', '04-30'])
    expect(days({ monthDay: '1' })).toEqual(['02-01', '03-01', '04-01', '05-01'])
    expect(days({ monthDay: 'first-working' }, 5)).toEqual(['02-01', '03-01', '04-01', '05-03', '06-01'])
    expect(days({ monthDay: 'last-working' })).toEqual(['01-29', '02-26', '03-31', '04-30'])
    expect(days({ monthDay: '15', every: 3 })).toEqual(['01-15', '04-15', '07-15', '10-15'])
    expect(next({ unit: 'months', monthDay: '29' }, '2028-02-01T00:00:00Z')).toEqual(['2028-02-29T09:00:00.000Z'])
  })

  it('follows daylight saving: 9:00 stays 9:00', () => {
    const berlin = { unit: 'days', at: '09:00', timeZone: 'Europe/Berlin' }
    expect(next(berlin, '2026-03-28T00:00:00Z', 2)).toEqual(['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z'])
  })

  it('comes at the first minute after a gap, and once where the clock shows it twice', () => {
    const nightly = { unit: 'days', at: '02:30', timeZone: 'Europe/Berlin' }
    expect(next(nightly, '2026-03-28T12:00:00Z', 2)).toEqual(['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'])
    expect(next(nightly, '2026-10-24T12:00:00Z', 2)).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'])
    // Half an hour, in summer in January.
    const island = { unit: 'days', at: '02:10', timeZone: 'Australia/Lord_Howe' }
    expect(next(island, '2026-10-03T00:00:00Z')).toEqual(['2026-10-03T15:30:00.000Z'])
    // Several times in one gap are one start.
    expect(next({ ...nightly, at: '02:10, 02:50, 03:00' }, '2026-03-29T00:00:00Z', 2)).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:10:00.000Z',
    ])
    // Samoa had no 30 December 2011.
    const samoa = { unit: 'days', at: '09:00', timeZone: 'Pacific/Apia' }
    expect(next(samoa, '2011-12-29T20:00:00Z', 2)).toEqual(['2011-12-30T10:00:00.000Z', '2011-12-30T19:00:00.000Z'])
  })

  it('goes on through the hour that comes twice where the hour is not named', () => {
    const cron = (text: string) => next({ unit: 'cron', cron: text, timeZone: 'Europe/Berlin' }, '2026-10-25T00:00:00Z', 4)
    const times = (slots: string[]) => slots.map((slot) => slot.slice(11, 16))
    expect(times(cron('*/30 * * * *'))).toEqual(['00:30', '01:00', '01:30', '02:00'])
    expect(times(cron('30 2,3 * * *'))).toEqual(['00:30', '02:30', '01:30', '02:30'])
  })
})
