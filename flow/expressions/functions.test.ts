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
  ])('reads clocks where the flow is: %s', (expression, result) => {
    const { run } = emptyScope()
    expect(evaluate(expression, emptyScope({ run: { ...run, timeZone: 'Europe/Berlin' } }))).toEqual(result)
  })

  it('writes signatures as they are called', () => {
    expect(FUNCTIONS.find((fn) => fn.name === 'padStart')?.signature).toBe('text.padStart(length: number, fill?: text) → text')
  })
})
