/** Who is mentioned stands in the text of a comment as `@{user id}`, so that a mention follows when somebody changes their name. */
const MENTION = /@\{([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}/g

export type CommentPart = { text: string } | { userId: string }

/** The text in pieces, in order. */
export function partsOf(body: string): CommentPart[] {
  const parts: CommentPart[] = []
  let at = 0
  for (const match of body.matchAll(MENTION)) {
    if (match.index > at) parts.push({ text: body.slice(at, match.index) })
    parts.push({ userId: match[1] ?? '' })
    at = match.index + match[0].length
  }
  if (at < body.length) parts.push({ text: body.slice(at) })
  return parts
}

/** Ids of those who are mentioned, each once. */
export function mentionsIn(body: string): string[] {
  return [...new Set(partsOf(body).flatMap((part) => ('userId' in part ? [part.userId] : [])))]
}

/** A comment as it was typed, `@Name` for those who were picked from the list, in the form it is kept in. */
export function withMentions(typed: string, picked: readonly { userId: string; name: string }[]): string {
  // The longer name first: `@Ana Lima` is not `@Ana` with something behind.
  const byLength = [...picked].sort((a, b) => b.name.length - a.name.length)
  return byLength.reduce((text, { userId, name }) => text.replaceAll(`@${name}`, `@{${userId}}`), typed)
}
