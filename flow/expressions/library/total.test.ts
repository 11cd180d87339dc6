import { expect, it } from 'vitest'
import { total } from './total'

it('adds up without the noise of binary fractions', () => {
  expect(total([0.1, 0.2])).toBe(0.3)
  expect(total(Array(1_000).fill(0.01))).toBe(10)
  expect(total([1_249.99, -1_249.98])).toBe(0.01)
  expect(total([0.1, 0.2, -0.3])).toBe(0)
  expect(total([-0.1, -0.2, 0.3])).toBe(0)
  expect(total([1e-20, 2e-20])).toBe(3e-20)
  expect([total([]), total([1e300, 1e300]), total([Infinity])]).toEqual([0, 2e300, Infinity])
})

it('keeps every digit that a number has', () => {
  expect(total([12_345_678_901_234.56])).toBe(12_345_678_901_234.56)
  expect(total([1_234_567_890_123.45, 0.01])).toBe(1_234_567_890_123.46)
  expect(total([1_764_185_400_123_456, 1])).toBe(1_764_185_400_123_457)
  expect(total([Number.MAX_SAFE_INTEGER])).toBe(Number.MAX_SAFE_INTEGER)
})
