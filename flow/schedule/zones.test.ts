import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { processorMs } from '@/flow/testing/processor-ms'
import { clockIn } from '../expressions/library/zones'
import { dueSlots } from './due-slots'
import { ScheduleFields } from './fields'
import { nextSlot } from './next-slot'

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kathmandu', 'UTC']
const DAY = 86_400_000
const MINUTE = 60_000

const shown = (zone: string, at: number) => {
  const { year, month, day, hour, minute, second } = clockIn(zone, at)
  return Date.UTC(year, month - 1, day, hour, minute, second)
}
const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 })
const timeOf = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

describe.each(ZONES)('in %s', (timeZone) => {
  it('a daily time comes once on every day of every year: then, or at the first minute after a gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2008, max: 2036 }), minutes, (year, minute) => {
        const schedule = ScheduleFields.parse({ unit: 'days', at: timeOf(minute), timeZone })
        let at = nextSlot(schedule, Date.UTC(year, 0, 1)) ?? 0
        for (let day = Math.floor(shown(timeZone, at) / DAY); at < Date.UTC(year + 1, 0, 1); day++) {
          const wanted = day * DAY + minute * MINUTE
          if (shown(timeZone, at) === wanted) {
            // The first time: no earlier moment showed it.
            for (const before of [30, 60, 120]) expect(shown(timeZone, at - before * MINUTE)).not.toBe(wanted)
          } else {
            expect(shown(timeZone, at)).toBeGreaterThan(wanted)
            expect(shown(timeZone, at - 1_000)).toBeLessThan(wanted)
          }
          at = nextSlot(schedule, at) ?? 0
        }
      }),
      { numRuns: 6 },
    )
  })

  it('the next slot is the same, whenever it is asked for before it', () => {
    const schedules = fc.oneof(
      fc.record({ unit: fc.constantFrom('minutes', 'hours'), every: fc.integer({ min: 1, max: 90 }) }),
      fc.record({ unit: fc.constantFrom('days', 'weeks', 'months'), every: fc.integer({ min: 1, max: 4 }), at: minutes.map(timeOf) }),
      fc.record({ unit: fc.constant('cron'), cron: fc.constantFrom('*/20 * * * *', '0 2 * * *', '30 1,2,3 * * 0', '15 0 1 * *') }),
    )
    const moments = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2036, 0, 1) })
    fc.assert(
      fc.property(schedules, moments, fc.double({ min: 0, max: 0.999, noNaN: true }), (config, after, between) => {
        const schedule = ScheduleFields.parse({ ...config, timeZone })
        const first = nextSlot(schedule, after) ?? 0
        const second = nextSlot(schedule, first) ?? 0
        expect(after).toBeLessThan(first)
        expect(first).toBeLessThan(second)
        expect(nextSlot(schedule, Math.floor(first + (second - first) * between))).toBe(second)
        expect(nextSlot(schedule, first - 1)).toBe(first)
      }),
      { numRuns: 150 },
    )
  })
})

describe('what is owed', () => {
  const at = (text: string) => Date.parse(`2026-12-15T${text}:00Z`)
  const due = (config: object, dueAt: string, now: string) => {
    const { slots, next } = dueSlots(ScheduleFields.parse(config), at(dueAt), at(now))
    return {
      slots: slots.map((slot) => new Date(slot).toISOString().slice(11, 16)),
      next: next && new Date(next).toISOString().slice(11, 16),
    }
  }
  const quarterly = { unit: 'minutes', every: 15 }

  it('is the slot itself when nothing was missed', () => {
    for (const catchUp of ['once', 'each', 'skip']) {
      expect(due({ ...quarterly, catchUp }, '08:00', '08:00')).toEqual({ slots: ['08:00'], next: '08:15' })
      expect(due({ ...quarterly, catchUp }, '08:00', '08:04')).toEqual({ slots: ['08:00'], next: '08:15' })
    }
  })

  it('after an outage is the latest, each, or none that is older than five minutes', () => {
    expect(due(quarterly, '08:00', '08:50')).toEqual({ slots: ['08:45'], next: '09:00' })
    expect(due({ ...quarterly, catchUp: 'each' }, '08:00', '08:50')).toEqual({ slots: ['08:00', '08:15', '08:30', '08:45'], next: '09:00' })
    expect(due({ ...quarterly, catchUp: 'each', catchUpMost: 2 }, '08:00', '08:50')).toEqual({ slots: ['08:30', '08:45'], next: '09:00' })
    expect(due({ ...quarterly, catchUp: 'skip' }, '08:00', '08:58')).toEqual({ slots: [], next: '09:00' })
    expect(due({ ...quarterly, catchUp: 'skip' }, '08:00', '08:49')).toEqual({ slots: ['08:45'], next: '09:00' })
  })

  it('is every slot that is merely late, whatever is done about missed ones', () => {
    const minutely = { unit: 'minutes', every: 1 }
    for (const catchUp of ['once', 'each', 'skip'])
      expect(due({ ...minutely, catchUp }, '08:00', '08:02')).toEqual({ slots: ['08:00', '08:01', '08:02'], next: '08:03' })
    expect(due({ unit: 'minutes', every: 3 }, '08:00', '08:14')).toEqual({ slots: ['08:09', '08:12'], next: '08:15' })
  })

  it('neither doubles nor loses a slot, however the looks fall', () => {
    const looks = fc.array(fc.integer({ min: 1, max: 40 * 60 * MINUTE }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom('*/30 * * * *', '30 2 * * *', '0 1-3 * * *'),
        looks,
        (timeZone, cron, pauses) => {
          const schedule = ScheduleFields.parse({ unit: 'cron', cron, timeZone, catchUp: 'each', catchUpMost: 1_000 })
          const began = Date.UTC(2026, 9, 24)
          let dueAt = nextSlot(schedule, began) ?? 0
          let now = began
          const started: number[] = []
          for (const pause of pauses) {
            now += pause
            if (dueAt > now) continue
            const { slots, next } = dueSlots(schedule, dueAt, now)
            started.push(...slots)
            dueAt = next ?? 0
          }
          const all: number[] = []
          for (let slot = nextSlot(schedule, began) ?? 0; slot <= now; slot = nextSlot(schedule, slot) ?? Number.POSITIVE_INFINITY)
            all.push(slot)
          expect(started).toEqual(all)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('of a year of minutes is found without walking through them', () => {
    const schedule = ScheduleFields.parse({ unit: 'cron', cron: '* * * * *', catchUp: 'each', catchUpMost: 3 })
    let slots: number[] = []
    const took = processorMs(() => {
      slots = dueSlots(schedule, Date.UTC(2025, 0, 1), Date.UTC(2026, 0, 1)).slots
    })
    expect(slots.map((slot) => Date.UTC(2026, 0, 1) - slot)).toEqual([120_000, 60_000, 0])
    expect(took).toBeLessThan(500)
  })
})
