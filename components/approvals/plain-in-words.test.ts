import { expect, it } from 'vitest'
import { isLong, plainInWords, shownInFull } from './plain-in-words'

it('says a value as people read it', () => {
  expect([null, '', true, false, 1187, 3 * 6.65, 0.1, 'Hooli'].map(plainInWords)).toEqual([
    'Nothing',
    'Nothing',
    'Yes',
    'No',
    '1187',
    '19.95',
    '0.1',
    'Hooli',
  ])
  expect(plainInWords(12345678901234)).toBe('12345678901234')
})

it('shows a text to its last letter, and anything else as it was worded', () => {
  const value = 'a'.repeat(3_000)
  expect(shownInFull({ value, shown: value.slice(0, 2_000) })).toBe(value)
  expect(shownInFull({ value: '4280.00', shown: 'EUR 4,280.00' })).toBe('EUR 4,280.00')
  expect(shownInFull({ value: null, shown: '' })).toBe('')
})

it('knows what is too long to be read in passing', () => {
  expect(isLong('Paper, A4')).toBe(false)
  expect(isLong('word '.repeat(101))).toBe(true)
  expect(isLong('line\n'.repeat(8))).toBe(true)
})
