import { expect, test } from 'vitest'
import { preview } from './preview'

test('a value in a few words, whatever it is', () => {
  expect([null, '', 'Hooli', 12.5, true, [], [1], { a: 1, b: 2 }].map(preview)).toEqual([
    'empty',
    'empty',
    'Hooli',
    '12.5',
    'yes',
    'empty',
    '1 entry',
    '2 fields',
  ])
  expect(preview({ $file: { name: 'bill.pdf' } })).toBe('bill.pdf')
})

test('what is long is cut, and no letter is cut in two', () => {
  expect(preview('x'.repeat(10_000_000))).toBe(`${'x'.repeat(59)}…`)
  // Throws for half a letter.
  for (let before = 50; before < 60; before++) encodeURIComponent(preview('x'.repeat(before) + '🎉'.repeat(100)))
})
