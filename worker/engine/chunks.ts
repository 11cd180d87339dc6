import type { Json } from '@/flow/json'

/** What one event holds at most: about this many letters of JSON, and this many values. */
export const LETTERS = 200_000
export const VALUES = 2_000

/** The values in order, in pieces that are quickly written. A value larger than a piece has one to itself. */
export function inChunks(values: readonly Json[]): Json[][] {
  const chunks: Json[][] = []
  let chunk: Json[] = []
  let letters = 0
  for (const value of values) {
    const size = roughSize(value)
    if (chunk.length > 0 && (letters + size > LETTERS || chunk.length >= VALUES)) {
      chunks.push(chunk)
      chunk = []
      letters = 0
    }
    chunk.push(value)
    letters += size
  }
  if (chunk.length > 0) chunks.push(chunk)
  return chunks
}

/** About how many letters of JSON; counted no further than what fills a piece. */
export function roughSize(value: Json): number {
  let size = 0
  const open: Json[] = [value]
  while (open.length > 0 && size <= LETTERS) {
    const next = open.pop() ?? null
    if (typeof next === 'string') size += next.length + 3
    else if (typeof next !== 'object' || next === null) size += 6
    else if (Array.isArray(next)) {
      size += 2
      for (const each of next) open.push(each)
    } else {
      for (const key in next) {
        size += key.length + 4
        open.push(next[key] ?? null)
      }
    }
  }
  return size
}
