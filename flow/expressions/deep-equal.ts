import type { Json } from '@/flow/json'
import type { Budget } from './budget'
import { ownValue } from './value'

export function deepEqual(a: Json, b: Json, budget: Budget): boolean {
  budget.spend(1)
  if (typeof a === 'string' && typeof b === 'string' && a.length === b.length) budget.readText(a.length)
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((item, index) => deepEqual(item, b[index] ?? null, budget))
  }
  const keys = Object.keys(a)
  budget.walkKeys(keys.length)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => {
    const [left, right] = [ownValue(a, key), ownValue(b, key)]
    return left !== undefined && right !== undefined && deepEqual(left, right, budget)
  })
}
