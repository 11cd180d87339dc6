import { expect, it } from 'vitest'
import { isAtLeast, spanInWords, spanOf, spanOptions } from './spans'

it('offers what is at least as long, and what an installation has of its own', () => {
  expect(spanOptions(90, 365).map(({ label }) => label)).toEqual(['90 days', '1 year', '3 years', '10 years', 'For ever'])
  expect(spanOptions(30, 45)[0]).toEqual({ value: '45', label: '45 days' })
  expect(spanOptions('forever', 'forever')).toEqual([{ value: 'forever', label: 'For ever' }])
})

it('reads what it offered', () => {
  for (const { value, label } of spanOptions(30, 30)) expect(spanInWords(spanOf(value))).toBe(label)
})

it('knows that nothing is longer than for ever', () => {
  expect([isAtLeast('forever', 365), isAtLeast(365, 'forever'), isAtLeast(90, 90), isAtLeast(30, 90)]).toEqual([true, false, true, false])
})
