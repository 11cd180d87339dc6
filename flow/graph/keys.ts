/** A key for mappings from a title: `Read invoice` → `readInvoice`, and `readInvoice2` when that is taken. */
export function keyFrom(title: string, taken: ReadonlySet<string>): string {
  const words = title.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? []
  const joined = words.map((word, at) => (at === 0 ? word.toLowerCase() : capitalised(word))).join('')
  const key = (/^[a-z]/.test(joined) ? joined : `step${capitalised(joined)}`).slice(0, 60)
  if (!taken.has(key)) return key
  for (let number = 2; ; number++) if (!taken.has(`${key}${number}`)) return `${key}${number}`
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
}
