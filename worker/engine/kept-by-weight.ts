type Kept<T> = { loading: Promise<T | null>; weight: number }

/**
 * Keeps what was loaded, as much as weighs no more than `most` together; what was unused for longest goes first. What is not there,
 * or could not be read, is looked for again the next time.
 */
export function keptByWeight<T>(most: number, weigh: (value: T) => number) {
  // In the order they were used.
  const kept = new Map<string, Kept<T>>()
  let weight = 0

  const forget = (key: string, entry: Kept<T>) => {
    if (kept.get(key) !== entry) return
    kept.delete(key)
    weight -= entry.weight
  }
  const weighed = (key: string, entry: Kept<T>, value: T) => {
    if (kept.get(key) !== entry) return
    entry.weight = weigh(value)
    weight += entry.weight
    for (const [oldest, old] of kept) {
      if (weight <= most || old === entry) break
      forget(oldest, old)
    }
  }

  return (key: string, load: () => Promise<T | null>): Promise<T | null> => {
    const found = kept.get(key)
    const entry = found ?? { loading: load(), weight: 0 }
    kept.delete(key)
    kept.set(key, entry)
    if (!found) {
      entry.loading.then(
        (value) => (value === null ? forget(key, entry) : weighed(key, entry, value)),
        () => forget(key, entry),
      )
    }
    return entry.loading
  }
}
