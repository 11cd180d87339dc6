import { newId } from '../editor/new-id'

/** Takes what a name stands for, for as long as this page lives: resolves with how to let go of it; null: another has it. */
export type Hold = (name: string, patienceMs: number) => Promise<(() => void) | null>

/** One for the page, whatever is opened in it. */
let asking: Hold | undefined

export function holdInThisBrowser(): Hold | null {
  if (navigator.locks) return byLocks(navigator.locks)
  if (typeof BroadcastChannel === 'undefined') return null
  asking ??= byAsking(window)
  return asking
}

export function byLocks(locks: LockManager): Hold {
  return (name, patienceMs) =>
    new Promise((resolve) => {
      const options = patienceMs > 0 ? { signal: AbortSignal.timeout(patienceMs) } : { ifAvailable: true }
      locks
        .request(name, options, (lock) => {
          if (!lock) return resolve(null)
          return new Promise<void>((letGo) => resolve(letGo))
        })
        .catch(() => resolve(null))
    })
}

/** Longer than another page is likely to be busy. */
const ANSWER_MS = 150

type Word = { says: 'may I' | 'it is mine'; name: string; asked: string }

/**
 * Where there are no locks (an address without TLS): pages ask each other, and what nobody claims is free. Of two who ask at
 * once the one with the smaller question gets it: it claims what it asks for, and the other gives way. `page`: one that is being
 * left claims nothing, for its tab may be closing.
 */
export function byAsking(page: EventTarget): Hold {
  const channel = new BroadcastChannel('kaos:places')
  const held = new Set<string>()
  const asking = new Map<string, { name: string; refuse: () => void }>()
  let left = false
  page.addEventListener('pagehide', () => (left = true))
  page.addEventListener('pageshow', () => (left = false))
  const say = (word: Word) => channel.postMessage(word)
  channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
    if (left) return
    const { says, name, asked } = data
    if (says === 'it is mine') return asking.get(asked)?.refuse()
    const mine = [...asking].find(([, question]) => question.name === name)
    if (held.has(name) || (mine && mine[0] < asked)) say({ says: 'it is mine', name, asked })
    else mine?.[1].refuse()
  })
  const isOurs = (name: string) => held.has(name) || [...asking.values()].some((mine) => mine.name === name)

  const isFree = (name: string) =>
    new Promise<boolean>((resolve) => {
      const asked = newId()
      const answer = (free: boolean) => {
        clearTimeout(timer)
        asking.delete(asked)
        if (free) held.add(name)
        resolve(free)
      }
      const timer = setTimeout(() => answer(true), ANSWER_MS)
      asking.set(asked, { name, refuse: () => answer(false) })
      say({ says: 'may I', name, asked })
    })

  return async (name, patienceMs) => {
    const until = Date.now() + patienceMs
    do {
      if (!isOurs(name) && (await isFree(name))) return () => void held.delete(name)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * ANSWER_MS))
    } while (Date.now() < until)
    return null
  }
}
