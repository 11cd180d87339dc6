import { expect, it } from 'vitest'
import { piecesOfTime } from './pieces-of-time'

const at = (text: string) => Date.parse(text)

function begins(from: string, to: string, zone: string): string[] {
  return piecesOfTime(at(from), at(to), zone).begins.map((ms) => new Date(ms).toISOString().replace(':00.000Z', 'Z'))
}

it('days begin at midnight of whoever looks', () => {
  const days = begins('2026-11-01T12:00Z', '2026-12-15T12:00Z', 'America/New_York')
  expect(days.slice(0, 2)).toEqual(['2026-11-01T04:00Z', '2026-11-02T05:00Z'])
  expect(days.at(-1)).toBe('2026-12-15T05:00Z')
  expect(begins('2026-11-01T12:00Z', '2026-12-15T12:00Z', 'Asia/Kolkata')[0]).toBe('2026-10-31T18:30Z')
})

it('weeks begin on Mondays', () => {
  const weeks = begins('2026-08-29T12:00Z', '2026-11-27T12:00Z', 'Europe/Berlin')
  expect([weeks[0], weeks.at(-1)]).toEqual(['2026-08-23T22:00Z', '2026-11-22T23:00Z'])
  expect(weeks).toHaveLength(14)
})

it('halves and quarters of a day stay at noon and midnight over a change to summer time, hours stay hours', () => {
  expect(begins('2026-03-28T12:00Z', '2026-04-20T12:00Z', 'Europe/Berlin').slice(0, 4)).toEqual([
    '2026-03-28T11:00Z',
    '2026-03-28T23:00Z',
    '2026-03-29T10:00Z',
    '2026-03-29T22:00Z',
  ])
  const hours = begins('2026-10-24T12:30Z', '2026-10-25T12:30Z', 'Europe/Berlin')
  expect(hours).toHaveLength(25)
  expect(new Set(hours).size).toBe(25)
})

it('covers all of the time, and no more pieces than are drawn', () => {
  for (const days of [0, 0.04, 1, 3, 7, 30, 90, 400, 4_000]) {
    const [from, to] = [at('2026-11-27T10:07Z') - days * 86_400_000, at('2026-11-27T10:07Z')]
    const { begins, width } = piecesOfTime(from, to, 'Australia/Lord_Howe')
    expect(begins[0]).toBeLessThanOrEqual(from)
    expect((begins.at(-1) ?? 0) + width + 3_600_000).toBeGreaterThan(to)
    expect(begins.length).toBeLessThanOrEqual(62)
    expect(begins).toEqual([...new Set(begins)].sort((a, b) => a - b))
  }
})
