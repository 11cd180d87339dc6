import { describe, expect, it } from 'vitest'
import { zoneOf, zonesFor } from './zones'

const WINTER = Date.UTC(2026, 0, 15)
const names = (typed: string) => zonesFor(typed, 'Europe/Vienna', WINTER).zones.map(({ name }) => name)

describe('time zones', () => {
  it('begin with the one here and UTC', () => {
    expect(names('').slice(0, 2)).toEqual(['Europe/Vienna', 'UTC'])
    expect(new Set(names('')).size).toBe(names('').length)
    expect(zonesFor('', 'Europe/Vienna', WINTER).more).toBe(true)
  })

  it.each([
    ['berl', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['America/New_York', 'America/New_York'],
    ['utc', 'UTC'],
    ['kathmandu', 'Asia/Kathmandu'],
    ['kyiv', 'Europe/Kyiv'],
  ])('are found by “%s”', (typed, name) => {
    expect(names(typed)[0]).toBe(name)
  })

  it('are called as they are today, and known to whoever computes with them', () => {
    expect(zonesFor('', 'Asia/Kolkata', WINTER).zones.filter(({ title }) => /Calcutta|Kolkata/.test(title))).toEqual([
      { name: 'Asia/Kolkata', title: 'Asia/Kolkata', offset: 'UTC+5:30' },
    ])
  })

  it('say how far clocks there are ahead, in winter and in summer', () => {
    expect(zoneOf('Europe/Berlin', WINTER)).toEqual({ name: 'Europe/Berlin', title: 'Europe/Berlin', offset: 'UTC+1' })
    expect(zoneOf('America/New_York', Date.UTC(2026, 6, 15))).toMatchObject({ title: 'America/New York', offset: 'UTC-4' })
    expect(zoneOf('Nowhere/Land', WINTER).offset).toBe('')
    expect(names('no such place')).toEqual([])
  })
})
