import type { Json } from '@/flow/json'
import type { Budget } from '../budget'
import { canonical } from './canonical'

/** The first entry of each key. Keys that are lists or objects are compared by content. */
export function distinct(list: Json[], keyOf: (entry: Json) => Json, budget: Budget): Json[] {
  budget.claimItems(list.length)
  const seen = new Set<string | number | boolean | null>()
  return list.filter((entry) => {
    const mark = markOf(keyOf(entry), budget)
    if (seen.has(mark)) return false
    seen.add(mark)
    return true
  })
}

function markOf(key: Json, budget: Budget): string | number | boolean | null {
  if (typeof key === 'string') return `text ${key}`
  if (typeof key !== 'object' || key === null) return key
  budget.measure(key)
  const written = canonical(key)
  budget.claimText(written.length * 16)
  return `json ${written}`
}
