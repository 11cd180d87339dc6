import { type Action, isAvailable } from './action'

/**
 * What can be done on the screen as it is now. Whoever is mounted adds its actions and takes them away again.
 * A later addition with the same id or shortcut wins: the page over the shell, the selection over the page.
 */
export type ActionRegistry = {
  add(actions: () => readonly Action[]): () => void
  /** Call when an added source would now give other actions. */
  changed(): void
  subscribe(listener: () => void): () => void
  /** Everything added, latest first, each id once; the same array until something changes. */
  all(): readonly Action[]
  /** The latest action that `matches` and may run now. */
  find(matches: (action: Action) => boolean): Action | undefined
}

export function createActionRegistry(): ActionRegistry {
  const sources = new Set<() => readonly Action[]>()
  const listeners = new Set<() => void>()
  let snapshot: readonly Action[] | null = null

  function changed() {
    snapshot = null
    for (const listener of listeners) listener()
  }

  const latestFirst = () => [...sources].reverse().flatMap((source) => source())

  function all() {
    if (!snapshot) {
      const byId = new Map<string, Action>()
      for (const action of latestFirst()) if (!byId.has(action.id)) byId.set(action.id, action)
      snapshot = [...byId.values()]
    }
    return snapshot
  }

  return {
    add(source) {
      sources.add(source)
      changed()
      return () => {
        sources.delete(source)
        changed()
      }
    },
    changed,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    all,
    find: (matches) => all().find((action) => matches(action) && isAvailable(action)),
  }
}
