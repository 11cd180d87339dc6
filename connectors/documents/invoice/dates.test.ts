import { describe, expect, it } from 'vitest'
import { dateOrderOf, datesIn } from './dates'

const read = (text: string, order: 'day-first' | 'month-first' = 'day-first') => datesIn(text, order).map(({ iso }) => iso)

describe('datesIn', () => {
  it.each([
    ['2018-10-05', '2018-10-05'],
    ['05.10.2018', '2018-10-05'],
    ['5/10/18 10:31', '2018-10-05'],
    ['Oct 5, 2018', '2018-10-05'],
    ['19 april 2014', '2014-04-19'],
    ['1er décembre 2021', '2021-12-01'],
    ['31 de diciembre de 2020', '2020-12-31'],
    ['05-OKT-18', '2018-10-05'],
  ])('%s', (text, iso) => {
    expect(read(text)).toEqual([iso])
  })

  it('reads the order of the document, but not where only one order is possible', () => {
    expect(read('10/5/2018 10/25/2018', 'month-first')).toEqual(['2018-10-05', '2018-10-25'])
    expect(read('25/10/2018 and 05.10.2018', 'month-first')).toEqual(['2018-10-25', '2018-10-05'])
  })

  it('takes no telephone, version or impossible day for a date', () => {
    expect(read('31.02.2020 · 192.168.10.12 · 01/02/03/04 · 13.13.2013')).toEqual([])
  })
})

describe('dateOrderOf', () => {
  it('is told by a date with one reading, else by the country', () => {
    expect(dateOrderOf('3/4/2021 and 3/25/2021')).toEqual({ order: 'month-first', certain: true })
    expect(dateOrderOf('New York, NY, 10001 · $10.00 · 3/4/2021').order).toBe('month-first')
    expect(dateOrderOf('RM 10.00 · 3/4/2021')).toEqual({ order: 'day-first', certain: true })
    expect(dateOrderOf('3/4/2021')).toEqual({ order: 'day-first', certain: false })
  })
})
