import { describe, expect, it } from 'vitest'
import type { JsonObject } from '@/flow/json'
import { nextAt } from './next-at'

const next = (config: JsonObject, after: string, times = 1) => {
  const slots: string[] = []
  for (let at: Date | null = new Date(after); at && slots.length < times; ) {
    at = nextAt(config, at)
    slots.push(at?.toISOString() ?? 'never')
  }
  return slots
}

describe('nextAt', () => {
  it('keeps minutes and hours on fixed slots, strictly after', () => {
    expect(next({ unit: 'minutes', every: 15 }, '2026-12-15T08:15:00Z', 2)).toEqual([
      '2026-12-15T08:30:00.000Z',
      '2026-12-15T08:45:00.000Z',
    ])
    expect(next({ unit: 'hours', every: 6 }, '2026-12-15T08:15:00Z')).toEqual(['2026-12-15T12:00:00.000Z'])
  })

  it('counts days on the calendar, whenever it is asked', () => {
    const slots = next({ unit: 'days', every: 3, at: '09:30' }, '2026-12-15T00:00:00Z', 3)
    expect(slots.map((slot) => slot.slice(11))).toEqual(Array(3).fill('09:30:00.000Z'))
    expect(slots.map((slot, at) => (at === 0 ? 3 : (Date.parse(slot) - Date.parse(slots[at - 1] ?? '')) / 86_400_000))).toEqual([3, 3, 3])
    expect(next({ unit: 'days', every: 3, at: '09:30' }, slots[0] ?? '')).toEqual([slots[1]])
  })

  it('keeps weeks on their weekday', () => {
    expect(next({ unit: 'weeks', weekday: '5', at: '17:00' }, '2026-12-15T00:00:00Z', 2)).toEqual([
      '2026-12-18T17:00:00.000Z',
      '2026-12-25T17:00:00.000Z',
    ])
    const [first, second] = next({ unit: 'weeks', every: 2, weekday: '7', at: '17:00' }, '2026-12-15T00:00:00Z', 2)
    expect(Date.parse(second ?? '') - Date.parse(first ?? '')).toBe(14 * 86_400_000)
  })

  it('follows daylight saving: 9:00 stays 9:00', () => {
    const berlin = { unit: 'days', at: '09:00', timeZone: 'Europe/Berlin' }
    expect(next(berlin, '2026-03-28T00:00:00Z', 2)).toEqual(['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z'])
  })

  it('has one slot on a day whose hour is skipped, and one where it repeats', () => {
    const nightly = { unit: 'days', at: '02:30', timeZone: 'Europe/Berlin' }
    expect(next(nightly, '2026-03-28T12:00:00Z', 2)).toEqual(['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'])
    const autumn = next(nightly, '2026-10-24T12:00:00Z', 2)
    expect(autumn.map((slot) => slot.slice(0, 10))).toEqual(['2026-10-25', '2026-10-26'])
  })

  it('reads cron, and says what it can’t read', () => {
    expect(next({ unit: 'cron', cron: '0 9 * * 1-5' }, '2026-12-18T10:00:00Z')).toEqual(['2026-12-21T09:00:00.000Z'])
    expect(() => next({ unit: 'cron', cron: 'whenever' }, '2026-12-18T10:00:00Z')).toThrow('“whenever”')
    expect(() => next({ unit: 'days', timeZone: 'Mars/Olympus' }, '2026-12-18T10:00:00Z')).toThrow('Mars/Olympus')
  })
})
