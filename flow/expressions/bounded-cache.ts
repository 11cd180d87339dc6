/** Keeps the most recently used entries, and no more than `limit` of them: expressions come from tenants. */
export function boundedCache<T>(limit: number, make: (source: string) => T): (source: string) => T {
  const entries = new Map<string, T>()
  return (source) => {
    const known = entries.get(source)
    const entry = known ?? make(source)
    if (known !== undefined) entries.delete(source)
    entries.set(source, entry)
    if (entries.size > limit) {
      const oldest = entries.keys().next()
      if (!oldest.done) entries.delete(oldest.value)
    }
    return entry
  }
}
