import type { Json } from '@/flow/json'
import { referencesOf } from './references'

/** Keys of the steps that these parameters read; null when they may read any, such as `steps[x]` or `steps` as a whole. */
export function mentionedSteps(params: Json): ReadonlySet<string> | null {
  const mentioned = new Set<string>()
  const lookAt = (value: Json): boolean => {
    if (typeof value === 'object' && value !== null) return Object.values(value).every(lookAt)
    if (typeof value !== 'string') return true
    return referencesOf(value).every(({ root, key }) => {
      if (root === 'steps' && key !== undefined) mentioned.add(key)
      return root !== 'steps' || key !== undefined
    })
  }
  return lookAt(params) ? mentioned : null
}
