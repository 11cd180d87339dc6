import { expect, test } from 'vitest'
import { cancelInWords } from './cancel-in-words'

const anna = { name: 'Anna', because: null }

test('says who cancelled a run and how far it has come with tidying up', () => {
  expect(cancelInWords(anna, { done: 2, total: 3 }, false)).toBe('Cancelled by Anna, tidying up: 2 of 3 steps')
  expect(cancelInWords(undefined, { done: 0, total: 1 }, false)).toBe('Cancelled, tidying up: 0 of 1 step')
  expect(cancelInWords(anna, { done: 3, total: 3 }, true)).toBe('Cancelled by Anna, and tidied up')
  expect(cancelInWords(anna, { done: 1, total: 3 }, true)).toBe('Cancelled by Anna. Tidied up: 1 of 3 steps.')
  expect(cancelInWords(undefined, { done: 0, total: 1 }, true)).toBe('Cancelled. Tidied up: 0 of 1 step.')
  expect(cancelInWords(anna, null, true)).toBe('Cancelled by Anna')
  expect(cancelInWords(undefined, null, true)).toBeNull()
  expect(cancelInWords({ name: null, because: null }, null, true)).toBeNull()
})

test('says why nobody did', () => {
  const leftBehind = { name: null, because: 'its flow was deleted while it was paused' }
  expect(cancelInWords(leftBehind, null, true)).toBe('Cancelled because its flow was deleted while it was paused')
  expect(cancelInWords(leftBehind, { done: 1, total: 1 }, true)).toBe(
    'Cancelled because its flow was deleted while it was paused, and tidied up',
  )
})
