import { expect, it } from 'vitest'
import type { AskedField } from '@/flow/define/approval'
import { dataPlacesOf, isSure, marksOf, placeInWords } from './evidence'

const field = (key: string, rest: Partial<AskedField>): AskedField => ({ key, label: key, value: key, shown: key, editable: true, ...rest })
const on = (page: number, box: [number, number, number, number]) => ({ source: 'text' as const, page, box })

it('marks each value on its page, in reading order', () => {
  const marks = marksOf([
    field('total', { confidence: 0.99, evidence: on(2, [0.7, 0.5, 0.9, 0.52]) }),
    field('date', { confidence: 0.71, evidence: on(1, [0.7, 0.2, 0.9, 0.22]) }),
    field('vendor', { confidence: 0.8, evidence: on(1, [0.1, 0.1, 0.3, 0.13]) }),
    field('note', {}),
  ])
  expect(marks.map(({ key, page, sure }) => [key, page, sure])).toEqual([
    ['vendor', 1, true],
    ['date', 1, false],
    ['total', 2, true],
  ])
})

it('keeps marks on the page, whatever the reader said', () => {
  const marks = marksOf([
    field('over', { evidence: on(1, [-0.2, 0.9, 1.4, 1.1]) }),
    field('swapped', { evidence: on(1, [0.5, 0.4, 0.2, 0.3]) }),
    field('empty', { evidence: on(1, [0.5, 0.5, 0.5, 0.6]) }),
  ])
  expect(marks.map(({ key, box }) => [key, box])).toEqual([
    ['swapped', [0.2, 0.3, 0.5, 0.4]],
    ['over', [0, 0.9, 1, 1]],
  ])
})

it('lists values of the data inside the document by a readable place', () => {
  const path = '/ubl:Invoice/cac:LegalMonetaryTotal[1]/cbc:PayableAmount/text()'
  const [place, ...more] = dataPlacesOf([field('total', { evidence: { source: 'xml', path } }), field('date', {})])
  expect(place).toMatchObject({ key: 'total', path, sure: true })
  expect(more).toEqual([])
  expect(placeInWords('/ubl:Invoice/cac:LegalMonetaryTotal[1]/cbc:PayableAmount')).toBe('Legal monetary total ▸ Payable amount')
  expect(placeInWords('rsm:Document/ram:IBANID')).toBe('Document ▸ IBANID')
})

it('asks to look only at what a reader was unsure of', () => {
  expect([0.79, 0.8, undefined].map((confidence) => isSure({ confidence }))).toEqual([false, true, true])
})
