/** How well a kind of step fits what was typed, from 0 (not at all) to 1: by name first, then other words for it, then what it does. */
export function match(typed: string, { title, words, summary }: { title: string; words: readonly string[]; summary: string }): number {
  const wanted = typed.toLowerCase().trim()
  if (wanted === '') return 1
  const name = title.toLowerCase()
  if (name === wanted) return 1
  if (name.startsWith(wanted)) return 0.95
  if (startsAWord(name, wanted)) return 0.9
  const others = words.map((word) => word.toLowerCase())
  if (others.includes(wanted)) return 0.8
  const parts = wanted.split(/\s+/)
  if (parts.every((part) => startsAWord(name, part) || others.some((word) => word.startsWith(part)))) return 0.7
  const all = [name, ...others, summary.toLowerCase()].join(' ')
  if (parts.every((part) => startsAWord(all, part))) return 0.5
  return parts.every((part) => all.includes(part)) ? 0.2 : 0
}

function startsAWord(text: string, start: string): boolean {
  return ` ${text}`.includes(` ${start}`)
}
