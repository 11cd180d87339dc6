import { expect, it } from 'vitest'
import { editKindOf, parseEdit, shownAfter } from './editing'

const amount = { value: '4280.00', shown: 'EUR 4,280.00' }
const due = { value: '2026-12-15', shown: '15 Dec 2026' }

it('knows how each value is edited', () => {
  expect(editKindOf(amount)).toBe('number')
  expect(editKindOf({ value: 4280, shown: '4,280.00 €' })).toBe('number')
  expect(editKindOf(due)).toBe('date')
  expect(editKindOf({ value: '20261187', shown: '20261187' })).toBe('text')
  expect(editKindOf({ value: '2026-02-31', shown: '2026-02-31' })).toBe('text')
  expect(editKindOf({ value: true, shown: 'Yes' })).toBe('choice')
  expect(editKindOf({ value: null, shown: 'Not found' })).toBe('text')
  expect(editKindOf({ value: [{ net: 1 }], shown: '1 line' })).toBe('none')
})

it('keeps the kind of the value that was read', () => {
  expect(parseEdit(amount, '4.290,5')).toEqual({ value: '4290.50' })
  expect(parseEdit(amount, '4290')).toEqual({ value: '4290.00' })
  expect(parseEdit({ value: 4280, shown: '4,280' }, '4,290.10')).toEqual({ value: 4290.1 })
  expect(parseEdit(due, '2026-12-20')).toEqual({ value: '2026-12-20' })
  expect(parseEdit({ value: 'Hooli', shown: 'Hooli' }, '  Hooli GmbH ')).toEqual({ value: 'Hooli GmbH' })
  expect(parseEdit({ value: null, shown: 'Not found' }, '')).toEqual({ value: null })
  expect(parseEdit({ value: true, shown: 'Yes' }, 'false')).toEqual({ value: false })
})

it('says why something cannot be the value', () => {
  expect(parseEdit(amount, 'a lot')).toEqual({ problem: 'This is not a number.' })
  expect(parseEdit(due, '2026-02-31')).toEqual({ problem: 'This is not a date.' })
  expect(parseEdit({ value: 'Hooli', shown: 'Hooli' }, '  ')).toEqual({ problem: 'Write a value.' })
})

it('shows an edit the way the value was shown', () => {
  expect(shownAfter(amount, '4290.50', 'en')).toBe('EUR 4,290.50')
  expect(shownAfter(amount, '1204290.5', 'de')).toBe('EUR 1.204.290,50')
  expect(shownAfter({ value: 4280, shown: '4.280,00 €' }, 5, 'de')).toBe('5,00 €')
  expect(shownAfter({ value: 3, shown: '3' }, 4, 'en')).toBe('4')
  expect(shownAfter(due, '2026-12-20', 'en-US')).toBe('20 Dec 2026')
  expect(shownAfter({ value: '2026-12-15', shown: '2026-12-15' }, '2026-12-20', 'en-US')).toBe('2026-12-20')
  expect(shownAfter({ value: '2026-12-15', shown: '15.12.2026' }, '2026-12-20', 'de')).toBe('20. Dez. 2026')
  expect(shownAfter({ value: true, shown: 'Yes' }, false)).toBe('No')
  expect(shownAfter({ value: 'Hooli', shown: 'Hooli' }, null)).toBe('Nothing')
})
