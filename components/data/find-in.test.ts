import { expect, it } from 'vitest'
import { findIn } from './find-in'

it('finds words in values and names, in the order of the data, and pauses', () => {
  const data = { vendor: 'Hooli', lines: [{ name: 'hooli phone' }, { name: 'other' }], Hooli: 1, count: 42 }
  expect([...findIn(data, 'HOOLI')]).toEqual([['vendor'], ['lines', 0, 'name'], ['Hooli']])
  expect([...findIn(data, '42')]).toEqual([['count']])
  expect([...findIn([1, 2, 3, 4], 'x', 2)]).toEqual([null, null])
})

it('finds a file by its name, as one thing', () => {
  const file = { $file: { id: 'f1', name: 'Hooli.pdf', contentType: 'application/pdf', size: 3 } }
  expect([...findIn({ file }, 'hooli')]).toEqual([['file']])
  expect([...findIn({ file }, 'contentType')]).toEqual([])
})
