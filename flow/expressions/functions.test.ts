import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate'
import { FUNCTIONS } from './functions'
import { emptyScope } from './testing'

describe('the function library', () => {
  it.each(FUNCTIONS.flatMap((fn) => fn.examples.map((example) => ({ signature: fn.signature, ...example }))))(
    '$signature: $expression',
    ({ expression, result }) => {
      expect(evaluate(expression, emptyScope())).toEqual(result)
    },
  )

  it('shows an example of every function and names each once', () => {
    expect(FUNCTIONS.filter((fn) => !fn.examples.some((example) => example.expression.includes(`${fn.name}(`)))).toEqual([])
    expect(new Set(FUNCTIONS.map((fn) => fn.name)).size).toBe(FUNCTIONS.length)
  })

  it.each([
    ['"2026-03-31T22:30:00Z".formatDate("d MMM HH:mm")', '1 Apr 00:30'],
    ['"2026-03-31T22:30:00Z".toDay()', '2026-04-01'],
    ['"2026-03-31T22:30:00Z".startOfDay()', '2026-03-31T22:00:00.000Z'],
    ['"2026-03-31T22:30:00Z".hour()', 0],
    ['"2026-03-31T22:30:00Z".weekday()', 3],
    ['["2026-03-31T22:30:00Z"].map(x, x.toDay())', ['2026-04-01']],
    ['"2026-03-31T22:30:00Z".toDay("UTC")', '2026-03-31'],
    ['"2026-03-31".toDay()', '2026-03-31'],
    ['run.timeZone', 'Europe/Berlin'],
    // A time that says no offset is one by the clocks there.
    ['"31.03.2026 09:00".parseDate("dd.MM.yyyy HH:mm")', '2026-03-31T07:00:00.000Z'],
    ['"31.03.2026 09:00 -05:00".parseDate("dd.MM.yyyy HH:mm XXX")', '2026-03-31T14:00:00.000Z'],
    ['"31.03.2026".parseDate("dd.MM.yyyy")', '2026-03-31'],
    ['"2026-03-31T00:00:00".toDay()', '2026-03-31'],
    ['"2026-03-31 09:00".formatDate("HH:mm")', '09:00'],
    ['"2026-03-31 09:00".formatDate("HH:mm", "Asia/Tokyo")', '16:00'],
    ['"2026-03-31 09:00".isAfter("2026-03-31T08:00Z")', false],
    ['"2026-03-29T02:30".toIso()', '2026-03-29T01:30:00.000Z'],
    // Clocks show it twice, east and west of Greenwich: the first time.
    ['"2026-10-25T02:30".toIso()', '2026-10-25T00:30:00.000Z'],
    ['parseDate("2026-11-01T01:30", "yyyy-MM-dd\'T\'HH:mm", "America/New_York")', '2026-11-01T05:30:00.000Z'],
    ['parseDate("2026-11-01T03:30", "yyyy-MM-dd\'T\'HH:mm", "America/New_York")', '2026-11-01T08:30:00.000Z'],
    // The clocks go forward on 29 March.
    ['"2026-03-28T22:30:00Z".addDays(1)', '2026-03-29T21:30:00.000Z'],
    ['"2026-03-28T22:30:00Z".addWeeks(-1)', '2026-03-21T22:30:00.000Z'],
    ['"2026-03-28T22:30:00Z".addDays(0.5)', '2026-03-29T10:30:00.000Z'],
    ['"2026-03-28T22:30:00Z".addDays(1, "UTC")', '2026-03-29T22:30:00.000Z'],
    ['"2026-02-28T23:30:00Z".addMonths(1)', '2026-03-31T22:30:00.000Z'],
    ['"2026-01-31T23:30:00Z".addYears(1)', '2027-01-31T23:30:00.000Z'],
    // Sunday evening in UTC is Monday there.
    ['"2026-04-05T22:30:00Z".addWorkdays(-1)', '2026-04-02T22:30:00.000Z'],
    ['"2026-04-02T22:30:00Z".addWorkdays(1)', '2026-04-05T22:30:00.000Z'],
    ['"2026-04-03".addWorkdays(1)', '2026-04-06'],
    ['"2026-02-28".addMonths(1)', '2026-03-28'],
  ])('reads clocks where the flow is: %s', (expression, result) => {
    const { run } = emptyScope()
    expect(evaluate(expression, emptyScope({ run: { ...run, timeZone: 'Europe/Berlin' } }))).toEqual(result)
  })

  it.each(['addDays(1e9)', 'addMonths(1e9)', 'addDays(-1e15)'])(
    'says of a date that no calendar has that it is out of range: %s',
    (call) => {
      const { run } = emptyScope()
      const scope = emptyScope({ run: { ...run, timeZone: 'Europe/Berlin' } })
      expect(() => evaluate(`"2026-03-28T22:30:00Z".${call}`, scope)).toThrow('The date is out of range.')
    },
  )

  it('writes signatures as they are called', () => {
    expect(FUNCTIONS.find((fn) => fn.name === 'padStart')?.signature).toBe('text.padStart(length: number, fill?: text) → text')
  })
})
