import { isJsonObject, type Json } from '@/flow/json'
import { fileIn } from '@/flow/mapping/file-in'
import type { Path } from './open-tree'

/** Values and names that hold these words, in the order of the data; `null` every so often, to let others have a turn. */
export function* findIn(value: Json, words: string, every = 2_000): Generator<Path | null> {
  const wanted = words.toLowerCase()
  let looked = 0
  const stack: { value: Json; path: Path }[] = [{ value, path: [] }]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const name = next.path.at(-1)
    const isNamed = typeof name === 'string' && name.toLowerCase().includes(wanted)
    if (isNamed || says(next.value, wanted)) yield next.path
    looked += 1
    if (looked % every === 0) yield null
    // The last one first onto the stack, so that the first comes off it first.
    if (Array.isArray(next.value)) {
      for (let at = next.value.length - 1; at >= 0; at--) stack.push({ value: next.value[at] ?? null, path: [...next.path, at] })
    } else if (isJsonObject(next.value) && !fileIn(next.value)) {
      const entries = Object.entries(next.value)
      for (let at = entries.length - 1; at >= 0; at--) {
        const entry = entries[at]
        if (entry) stack.push({ value: entry[1], path: [...next.path, entry[0]] })
      }
    }
  }
}

function says(value: Json, wanted: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(wanted)
  if (typeof value === 'object') return fileIn(value)?.name.toLowerCase().includes(wanted) ?? false
  return typeof value === 'number' || typeof value === 'boolean' ? String(value).includes(wanted) : false
}
