import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Inputs } from '../trpc/types'

export type Whereabouts = Inputs['drafts']['say']['whereabouts']

/** Somebody else who has this flow open; `id` is of one tab. */
export type Person = { id: string; userId: string; name: string; whereabouts: Whereabouts }

/** Without whereabouts: gone. */
export type PresenceNews = readonly (Omit<Person, 'whereabouts'> & { whereabouts: Whereabouts | null })[]

export type Presence = {
  people: StoreApi<ReadonlyMap<string, Person>>
  hear(news: PresenceNews): void
  /** Tells the others what has changed of the own whereabouts. */
  show(part: Partial<Whereabouts>): void
  /** The line stands: says that one is here. */
  joined(): void
  /** The line is down: nobody can be seen. */
  lost(): void
  close(): void
}

/** As often as the eye needs it; one call is under way at a time, so that a slow server is asked less. */
const SAY_EVERY_MS = 60
/** Whoever was not heard of for longer than two of these is gone, however they left. */
const STILL_HERE_MS = 10_000
const GONE_AFTER_MS = 25_000

export function openPresence(say: (whereabouts: Whereabouts) => Promise<unknown>): Presence {
  const people = createStore<ReadonlyMap<string, Person>>(() => new Map())
  const heardAt = new Map<string, number>()
  let own: Whereabouts = { pointer: null, selected: [], view: { x: 0, y: 0, zoom: 1 } }
  let connected = false
  let closed = false
  let saying = false
  let unsaid = false
  let saidAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const sayNow = async () => {
    timer = undefined
    if (closed || !connected) return
    saying = true
    unsaid = false
    saidAt = performance.now()
    // What did not arrive is said again soon: the next move, or the next sign of life.
    await say(own).catch(() => {})
    saying = false
    if (unsaid) plan()
  }

  const plan = () => {
    unsaid = true
    if (saying || timer || closed || !connected) return
    timer = setTimeout(() => void sayNow(), Math.max(0, saidAt + SAY_EVERY_MS - performance.now()))
  }

  const watch = setInterval(() => {
    if (performance.now() - saidAt > STILL_HERE_MS) plan()
    const now = performance.now()
    const gone = [...heardAt].filter(([, at]) => now - at > GONE_AFTER_MS).map(([id]) => id)
    if (gone.length > 0) without(gone)
  }, STILL_HERE_MS / 4)

  const without = (ids: readonly string[]) => {
    const rest = new Map(people.getState())
    for (const id of ids) {
      rest.delete(id)
      heardAt.delete(id)
    }
    people.setState(rest, true)
  }

  return {
    people,
    hear(news) {
      const next = new Map(people.getState())
      for (const { whereabouts, ...person } of news) {
        if (whereabouts === null) {
          next.delete(person.id)
          heardAt.delete(person.id)
          continue
        }
        // Whoever comes knows nobody yet.
        if (!next.has(person.id)) plan()
        next.set(person.id, { ...person, whereabouts })
        heardAt.set(person.id, performance.now())
      }
      people.setState(next, true)
    },
    show(part) {
      own = { ...own, ...part }
      // Alone, there is nobody to tell; the sign of life and the answer to a newcomer carry the rest.
      if (people.getState().size > 0) plan()
    },
    joined() {
      connected = true
      plan()
    },
    lost() {
      connected = false
      without([...people.getState().keys()])
    },
    close() {
      closed = true
      clearTimeout(timer)
      clearInterval(watch)
    },
  }
}
