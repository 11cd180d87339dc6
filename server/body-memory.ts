import { blockOf } from './address-block'
import { processWide } from './process-wide'

const MB = 1024 * 1024
const LIMITS = { together: 200 * MB, ofOne: 100 * MB }

/** What one body takes up, from its first byte until it was dealt with. */
export type Hold = {
  /** False: there is no room for so many bytes more now. */
  grow(bytes: number): boolean
  letGo(): void
}

/**
 * All bodies in hand share so much memory, whoever sends them and however many there are: who comes when it is used up comes
 * again later. One caller never gets all of it.
 */
export function openBodyMemory({ together, ofOne } = LIMITS): { hold(caller: string): Hold } {
  const ofCaller = new Map<string, number>()
  let all = 0
  return {
    hold(caller) {
      let mine = 0
      return {
        grow(bytes) {
          const theirs = (ofCaller.get(caller) ?? 0) + bytes
          if (all + bytes > together || theirs > ofOne) return false
          ofCaller.set(caller, theirs)
          all += bytes
          mine += bytes
          return true
        },
        letGo() {
          const left = (ofCaller.get(caller) ?? 0) - mine
          if (left > 0) ofCaller.set(caller, left)
          else ofCaller.delete(caller)
          all -= mine
          mine = 0
        },
      }
    },
  }
}

/** Of this process. `address`: of the caller. */
export function holdBody(address: string): Hold {
  return processWide('body-memory', openBodyMemory).hold(blockOf(address))
}
