import type * as Y from 'yjs'

/** Ids of the entries of a map that were added, removed or changed, however deep inside, since they were last taken. */
export function touchedIn<Entry>(map: Y.Map<Entry>) {
  const ids = new Set<string>()
  const observe = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    for (const event of events) {
      const [id] = event.path
      if (typeof id === 'string') ids.add(id)
      else for (const key of event.keys.keys()) ids.add(key)
    }
  }
  map.observeDeep(observe)
  return {
    ids,
    take: () => {
      const taken = new Set(ids)
      ids.clear()
      return taken
    },
    stop: () => map.unobserveDeep(observe),
  }
}
