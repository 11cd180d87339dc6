import { expect, it } from 'vitest'
import { formatClock } from './format-clock'

const NOW = new Date(2026, 10, 27, 0, 5).getTime()

it.each([
  [new Date(2026, 10, 27, 0, 1), '00:01'],
  [new Date(2026, 10, 26, 23, 59), '26 Nov, 23:59'],
  [new Date(2025, 11, 31, 23, 59), '31 Dec 2025, 23:59'],
  [new Date(2025, 10, 27, 0, 1), '27 Nov 2025, 00:01'],
])('the time of %s is said so that nobody takes it for another day', (at, words) => {
  expect(formatClock(at, NOW, { locale: 'en-GB' })).toBe(words)
})

it('with seconds where they matter', () => {
  expect(formatClock(new Date(2026, 10, 27, 0, 1, 7), NOW, { seconds: true, locale: 'en-GB' })).toBe('00:01:07')
})
