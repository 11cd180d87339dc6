/** What a database, a log and a page can hold: no NUL, no half characters, nothing that turns the line around. */
export function cleanLine(text: string, longest: number): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, longest)
  return wellFormed(line) // last: the cut may have halved a character
}

export function cleanText(text: string): string {
  return wellFormed(text.replace(/\r\n?/g, '\n')).replace(/[^\P{Cc}\n\t]/gu, '')
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}
