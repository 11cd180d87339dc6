/**
 * Text from outside as Slack shows it: `&`, `<` and `>` are the only characters with which a message can link, mention or
 * ping (`<!channel>`, `<@U…>`, `<https://…|bank>`), so nothing that was read in an invoice can.
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
}

/** Escaped and at most `most` long as Slack counts, cut between characters, never inside an entity. */
export function escapeShort(text: string, most: number): string {
  const escaped = escapeText(text)
  if (escaped.length <= most) return escaped
  let short = ''
  for (const character of text) {
    const next = escapeText(character)
    if (short.length + next.length > most - 1) break
    short += next
  }
  return `${short.trimEnd()}…`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
