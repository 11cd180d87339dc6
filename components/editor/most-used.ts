const KEY = 'kaos:used-steps'

/** How often this person has added each kind of step, in this browser. */
export function uses(): Record<string, number> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    return Object.fromEntries(Object.entries(kept).filter(([, count]) => typeof count === 'number'))
  } catch {
    return {} // no storage here: then nothing is used most
  }
}

export function countUse(type: string) {
  const now = uses()
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...now, [type]: (now[type] ?? 0) + 1 }))
  } catch {
    // as above
  }
}
