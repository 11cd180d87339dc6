const AROUND = 40

/** The part of a text that differs from another, with some words around it. */
export function excerpt(text: string, other: string): string {
  let head = 0
  while (head < text.length && head < other.length && text[head] === other[head]) head++
  const from = Math.max(0, head - AROUND)
  const to = Math.min(text.length, head + 2 * AROUND)
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}
