import type { Json } from '@/flow/json'
import { findIn } from './find-in'
import type { Path } from './open-tree'

/** Looks for words and tells what it found so far, and in the end that this is all; until it is stopped. */
export type Search = (words: string, tell: (paths: readonly Path[], done: boolean) => void) => () => void

export const MOST_FOUND = 500
/** As long as a frame leaves. */
const TURN_MS = 8

/** Looks a little at a time, so that others have a turn. */
export function searchHere(value: Json): Search {
  return (words, tell) => {
    const search = findIn(value, words)
    const paths: Path[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const until = performance.now() + TURN_MS
      let done = false
      while (!done && performance.now() < until) {
        const next = search.next()
        if (next.value) paths.push(next.value)
        done = next.done === true || paths.length >= MOST_FOUND
      }
      tell([...paths], done)
      if (!done) timer = setTimeout(look)
    }
    look()
    return () => clearTimeout(timer)
  }
}
