/** What stands behind the `@`, or a wide one, right before the caret; null when none does. A name may have blanks. */
export function mentionQuery(text: string, caret: number): string | null {
  const match = /(?:^|[\s(（])[@＠]([^@＠\n]{0,40})$/.exec(text.slice(0, caret))
  return match ? (match[1] ?? '') : null
}

/** The text with the name in place of what was typed of it, and where the caret goes. */
export function withName(text: string, caret: number, name: string): { text: string; caret: number } {
  const query = mentionQuery(text, caret) ?? ''
  const head = `${text.slice(0, caret - query.length - 1)}@${name} `
  return { text: head + text.slice(caret), caret: head.length }
}
