const UNITS = [
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** `2 minutes`, `1 hour 30 minutes`, `250 ms`: as somebody would say it, two units at most. */
export function spanInWords(ms: number): string {
  if (ms < 1_000) return `${ms} ms`
  if (ms < 10_000 && ms % 1_000 !== 0) return `${(ms / 1_000).toLocaleString('en', { maximumFractionDigits: 1 })} seconds`
  const words: string[] = []
  let left = Math.round(ms / 1_000) * 1_000
  for (const [name, length] of UNITS) {
    const count = Math.floor(left / length)
    left -= count * length
    if (count > 0) words.push(`${count.toLocaleString('en')} ${name}${count === 1 ? '' : 's'}`)
  }
  return words.slice(0, 2).join(' ')
}
