import { describe, expect, it } from 'vitest'
import { amountsIn, centsOfDecimal, type DecimalMark, decimalMarkOf, decimalOf } from './money'

const read = (text: string, mark: DecimalMark = '.') => amountsIn(text, mark).map(({ cents }) => decimalOf(cents))

describe('amountsIn', () => {
  it.each<[string, DecimalMark, string[]]>([
    ['Total 1,234.50', '.', ['1234.50']],
    ['Summe 1.234,50 €', ',', ['1234.50']],
    ['Montant 12 345,60 EUR', ',', ['12345.60']],
    ["CHF 1'234.00", '.', ['1234.00']],
    ['RM2.80 RM 31. 00', '.', ['2.80', '31.00']],
    ['Credit (119.00) -5.00 7,50-', ',', ['-119.00', '-5.00', '-7.50']],
    ['Rounding -.02', '.', ['-0.02']],
    ['3 191.00', '.', ['3.00', '191.00']],
  ])('%s', (text, mark, amounts) => {
    expect(read(text, mark)).toEqual(amounts)
  })

  it('leaves out dates, percentages, unit prices, codes and times', () => {
    expect(read('12/03/2018 19.00% 86,5500 A4 2018-03-12 10:35', ',')).toEqual([])
  })
})

it('tells how a document writes decimals by what can be read one way only', () => {
  expect(decimalMarkOf(['1.234,50', '9,90', '2.50'])).toBe(',')
  expect(decimalMarkOf(['1,234.50', '9.90'])).toBe('.')
})

it('keeps cents exactly', () => {
  expect(centsOfDecimal('0.10')).toBe(10)
  expect(centsOfDecimal('-18310.63')).toBe(-1_831_063)
  expect(centsOfDecimal('1e9')).toBeNull()
  expect(decimalOf(-5)).toBe('-0.05')
})
