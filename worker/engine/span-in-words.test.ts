import { expect, it } from 'vitest'
import { spanInWords } from './span-in-words'

it.each([
  [250, '250 ms'],
  [1_000, '1 second'],
  [1_500, '1.5 seconds'],
  [90_000, '1 minute 30 seconds'],
  [120_000, '2 minutes'],
  [5_400_000, '1 hour 30 minutes'],
  [3_601_000, '1 hour 1 second'],
  [4_000 * 3_600_000, '4,000 hours'],
])('%d ms is %s', (ms, words) => {
  expect(spanInWords(ms)).toBe(words)
})
