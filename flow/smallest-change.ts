export type TextChange = { from: number; to: number; insert: string }

/** What has to be put where to make one text of another: only the middle that differs. A letter of two halves is never cut in two. */
export function smallestChange(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  if (isCut(before, head) || isCut(after, head)) head--
  let tail = 0
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  if (isCut(before, before.length - tail) || isCut(after, after.length - tail)) tail--
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) }
}

/** Where a caret is after the change that was before it. */
export function caretAfter({ from, to, insert }: TextChange, caret: number): number {
  if (caret <= from) return caret
  return caret >= to ? caret + insert.length - (to - from) : from + insert.length
}

function isCut(text: string, at: number): boolean {
  return at > 0 && at < text.length && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1))
}
