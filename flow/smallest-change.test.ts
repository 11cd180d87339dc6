import fc from 'fast-check'
import { expect, test } from 'vitest'
import { caretAfter, smallestChange } from './smallest-change'

test.each([
  ['one three', 'one two three', { from: 5, to: 5, insert: 'wo t' }],
  ['one two three', 'one three', { from: 5, to: 9, insert: '' }],
  ['aa', 'aaa', { from: 2, to: 2, insert: 'a' }],
  ['same', 'same', { from: 4, to: 4, insert: '' }],
  ['', 'all', { from: 0, to: 0, insert: 'all' }],
  ['yes 👍.', 'yes 👎.', { from: 4, to: 6, insert: '👎' }],
  ['\u{1F44D}', '\u{1F64D}', { from: 0, to: 2, insert: '\u{1F64D}' }],
])('%s → %s', (before, after, change) => {
  expect(smallestChange(before, after)).toEqual(change)
})

const HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

test('made, it gives the text that is wanted, and cuts no letter in two', () => {
  const text = fc.string({ unit: 'binary', maxLength: 6 }).map((letters) => `a${letters}👍`)
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { from, to, insert } = smallestChange(before, after)
      expect(before.slice(0, from) + insert + before.slice(to)).toBe(after)
      expect([before.slice(0, from), insert, before.slice(to)].some((part) => HALF.test(part))).toBe(false)
    }),
  )
})

test('a caret stays with the letters around it', () => {
  const change = smallestChange('one three', 'one two three')
  expect([0, 4, 5, 9].map((caret) => caretAfter(change, caret))).toEqual([0, 4, 5, 13])
  const gone = smallestChange('one two three', 'one three')
  expect([0, 7, 13].map((caret) => caretAfter(gone, caret))).toEqual([0, 5, 9])
})
