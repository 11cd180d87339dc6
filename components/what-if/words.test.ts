import { expect, it } from 'vitest'
import { countsInWords, pickedInWords, runsIn } from './words'

const counts = { same: 48, different: 1, broken: 1, untold: 0, owed: 0 }

it('counts runs by how they came out', () => {
  expect(countsInWords(counts)).toBe('48 same, 1 different, 1 broken')
  expect(countsInWords({ same: 0, different: 0, broken: 0, untold: 0, owed: 7 })).toBe('none yet')
  expect(runsIn({ ...counts, owed: 3 })).toBe(53)
})

it('says which runs were picked', () => {
  expect(pickedInWords({ mode: 'live', ended: 'either' }, 50)).toBe('the last 50 live runs')
  expect(pickedInWords({ mode: 'any', ended: 'failed' }, 1)).toBe('the last run that failed')
  expect(pickedInWords({ mode: 'test', ended: 'succeeded' }, 1)).toBe('the last test run that was done')
})
