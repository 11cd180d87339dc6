import type { Graph } from '../graph/graph'
import { isJsonObject, type Json } from '../json'
import { referencesOf } from './references'

/** Which variables a flow reads by name; `all` where it works the name out, and null when it reads none. */
export function variablesIn({ nodes }: Graph): ReadonlySet<string> | 'all' | null {
  const names = new Set<string>()
  for (const { params } of nodes) {
    for (const text of textsIn(params)) {
      for (const { root, path } of referencesOf(text)) {
        if (root !== 'vars') continue
        const [name] = path
        if (typeof name !== 'string') return 'all'
        names.add(name)
      }
    }
  }
  return names.size > 0 ? names : null
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return value.includes('vars') ? [value] : []
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : []
}
