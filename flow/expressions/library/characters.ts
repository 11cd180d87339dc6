/** Positions count characters as people see them on a keyboard (code points), so that no emoji is ever cut in half. */
const SURROGATES = /[\ud800-\udfff]/

export function countCharacters(text: string): number {
  if (!SURROGATES.test(text)) return text.length
  let count = 0
  for (const _ of text) count++
  return count
}

/** From `start` up to `end`; negative positions count from the end, positions beyond the text are its ends. */
export function sliceCharacters(text: string, start: number, end?: number): string {
  return SURROGATES.test(text) ? [...text].slice(start, end).join('') : text.slice(start, end)
}

export function characterIndex(text: string, unitIndex: number): number {
  return unitIndex < 0 ? -1 : countCharacters(text.slice(0, unitIndex))
}

/** The place in JavaScript's text of a character's position. */
export function unitIndex(text: string, position: number): number {
  return SURROGATES.test(text) ? sliceCharacters(text, 0, Math.min(position, text.length)).length : position
}
