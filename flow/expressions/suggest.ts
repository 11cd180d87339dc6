/** The name somebody most likely meant, if one is near enough to say so. */
export function nearestName(wanted: string, names: Iterable<string>): string | undefined {
  if (wanted.length > 64) return undefined
  const limit = Math.max(1, Math.floor(wanted.length / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  let looked = 0
  for (const name of names) {
    if (++looked > 500) break
    if (Math.abs(name.length - wanted.length) > limit) continue
    const distance = name.toLowerCase() === wanted.toLowerCase() ? 0 : editDistance(wanted, name)
    if (distance < bestDistance) {
      best = name
      bestDistance = distance
    }
  }
  return best
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    beforePrevious = previous
    previous = row
  }
  return previous[b.length] ?? 0
}

export function didYouMean(wanted: string, names: Iterable<string>): string | undefined {
  const name = nearestName(wanted, names)
  return name === undefined ? undefined : `Did you mean ${name}?`
}
