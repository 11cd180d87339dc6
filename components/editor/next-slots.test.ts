import { expect, it } from 'vitest'
import type { JsonObject } from '@/flow/json'
import { nextRuns } from './next-slots'

const NOW = Date.parse('2026-10-23T12:00:00Z')

it('says the next five runs in the words and the zone of the schedule', () => {
  const runs = nextRuns({ unit: 'days', at: '02:30' }, 'Europe/Berlin', NOW, 'en-GB')
  expect(runs?.zone).toBe('Europe/Berlin')
  expect(runs?.slots.map(({ when, note }) => [when.replaceAll(',', ''), note])).toEqual([
    ['Sat 24 Oct 02:30', null],
    ['Sun 25 Oct 02:30', 'clocks change'],
    ['Mon 26 Oct 02:30', null],
    ['Tue 27 Oct 02:30', null],
    ['Wed 28 Oct 02:30', null],
  ])
  expect(nextRuns({ unit: 'months', monthDay: 'last', timeZone: 'UTC' }, 'Europe/Berlin', NOW, 'en-GB')?.slots.at(3)?.when).toMatch(
    /31 Jan 2027.*09:00/,
  )
})

it('says nothing about what can not be read', () => {
  const unreadable: JsonObject[] = [
    { unit: 'cron' },
    { unit: 'cron', cron: 'x' },
    { at: '9' },
    { timeZone: 'Mars' },
    { unit: 'weeks', weekday: 'some' },
  ]
  for (const params of unreadable) {
    expect(nextRuns(params, 'UTC', NOW)).toBeNull()
  }
})
