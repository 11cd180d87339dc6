import { expect, it } from 'vitest'
import { inWords } from './duration'

it('says a duration as a person would', () => {
  expect([12, 1_400, 9_960, 59_600, 180_000, 7_500_000, 86_400_000 * 4, 90_000_000].map(inWords)).toEqual([
    '0.0 s',
    '1.4 s',
    '10 s',
    '1 m',
    '3 m',
    '2 h 5 m',
    '4 d',
    '1 d 1 h',
  ])
})
