import type { Json } from '@/flow/json'
import type { Budget } from './budget'
import { ownValue } from './value'

export function deepEqual(a: Json, b: Json, budget: Budget): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  budget.spend(1)
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((item, index) => deepEqual(item, b[index] ?? null, budget))
  }
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => {
    const [left, right] = [ownValue(a, key), ownValue(b, key)]
    return left !== undefined && right !== undefined && deepEqual(left, right, budget)
  })
}
