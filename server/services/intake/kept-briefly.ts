/** How old an answer may be: what people change takes effect within this time, everywhere. */
const FRESH_MS = 1_000
const KEPT = 5_000

/** Under load, one look a second answers for all calls. What could not be found out is asked again at once. */
export function keptBriefly<Of, T>(find: (of: Of) => Promise<T>, keyOf: (of: Of) => string): (of: Of) => Promise<T> {
  const kept = new Map<string, { until: number; answer: Promise<T> }>()
  return (of) => {
    const now = performance.now()
    const key = keyOf(of)
    const found = kept.get(key)
    if (found && found.until > now) return found.answer
    const answer = find(of)
    kept.delete(key)
    kept.set(key, { until: now + FRESH_MS, answer })
    answer.catch(() => kept.delete(key))
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    return answer
  }
}
