import { expect, test } from 'vitest'
import { inNaturalOrder } from './natural-order'

test('numbers in names count as numbers, and capitals do not come first', () => {
  const names = ['limit10', 'Zebra', 'limit2', 'limit1', 'apple', 'élan', 'éclair']
  expect(inNaturalOrder(names, (name) => name)).toEqual(['apple', 'éclair', 'élan', 'limit1', 'limit2', 'limit10', 'Zebra'])
})

test('what is named alike stays in its order', () => {
  const rows = [
    { id: 2, name: 'a' },
    { id: 1, name: 'a' },
  ]
  expect(inNaturalOrder(rows, ({ name }) => name)).toEqual(rows)
})
