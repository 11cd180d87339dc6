import { expect, test } from 'vitest'
import { cancelInWords } from './cancel-in-words'

test('says who cancelled a run and how far it has come with tidying up', () => {
  expect(cancelInWords('Anna', { done: 2, total: 3 }, false)).toBe('Cancelled by Anna, tidying up: 2 of 3 steps')
  expect(cancelInWords(null, { done: 0, total: 1 }, false)).toBe('Cancelled, tidying up: 0 of 1 step')
  expect(cancelInWords('Anna', { done: 3, total: 3 }, true)).toBe('Cancelled by Anna, and tidied up')
  expect(cancelInWords('Anna', { done: 1, total: 3 }, true)).toBe('Cancelled by Anna. Tidied up: 1 of 3 steps.')
  expect(cancelInWords(null, { done: 0, total: 1 }, true)).toBe('Cancelled. Tidied up: 0 of 1 step.')
  expect(cancelInWords('Anna', null, true)).toBe('Cancelled by Anna')
  expect(cancelInWords(null, null, true)).toBeNull()
})
