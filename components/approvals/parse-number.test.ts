import { expect, it } from 'vitest'
import { parseNumber } from './parse-number'

it.each([
  ['4280', '4280'],
  ['4280.5', '4280.5'],
  ['4280,50', '4280.50'],
  ['4,280.00', '4280.00'],
  ['4.280,00', '4280.00'],
  ["1'234'567.80", '1234567.80'],
  ['1 234 567,80', '1234567.80'],
  ['1,234,567', '1234567'],
  ['-12,5', '-12.5'],
  ['−3', '-3'],
  ['007', '7'],
  ['0.125', '0.125'],
  ['-0.00', '0.00'],
  ['4280.123', '4280.123'],
])('reads %s', (text, digits) => expect(parseNumber(text)).toEqual({ digits }))

it.each(['', 'abc', '4,28,0', '1.2.3,4', '12.', '.5', '1e9', '4,280.00,1', '--1', 'NaN'])('refuses “%s”', (text) =>
  expect(parseNumber(text)).toEqual({ problem: 'This is not a number.' }),
)

it('asks again where a comma could mean two things', () => {
  expect(parseNumber('4,280')).toEqual({ problem: 'Is this 4280 or 4 point 280? Write 4280 or 4.2800.' })
  expect(parseNumber('4.280')).toHaveProperty('problem')
})
