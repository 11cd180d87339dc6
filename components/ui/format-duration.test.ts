import { expect, it } from 'vitest'
import { formatDuration } from './format-duration'

it.each([
  [0, '0 ms'],
  [4, '4 ms'],
  [12, '0.1 s'],
  [180, '0.2 s'],
  [1_420, '1.4 s'],
  [9_960, '10 s'],
  [42_000, '42 s'],
  [59_600, '1 m'],
  [3_599_600, '1 h'],
  [200_000, '3 m 20 s'],
  [180_000, '3 m'],
  [7_500_000, '2 h 5 m'],
  [273_600_000, '3 d 4 h'],
])('says %i ms as %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words)
})
