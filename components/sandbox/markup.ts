/** A piece of Slack's markup, ready to be drawn. */
export type Piece =
  | { kind: 'text'; text: string; look: 'plain' | 'bold' | 'italic' | 'strike' | 'code' }
  | { kind: 'link'; href: string; label: string }
  | { kind: 'mention'; label: string }
  | { kind: 'emoji'; name: Emoji }
  /** A moment on the reader's own clock. */
  | { kind: 'time'; at: Date }

/** Those that messages here use. Drawn as icons: not every machine has a font for them. */
export type Emoji = 'white_check_mark' | 'x' | 'hourglass' | 'no_entry_sign'

/** Reads what Slack calls mrkdwn, as far as messages here use it. Looks don't nest. */
export function readMarkup(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(MARKED)) {
    plain(text.slice(from, match.index))
    pieces.push(pieceOf(match.groups ?? {}, match[0]))
    from = match.index + match[0].length
  }
  plain(text.slice(from))
  return pieces

  function plain(rest: string) {
    if (rest !== '') pieces.push({ kind: 'text', text: unescapeText(rest), look: 'plain' })
  }
}

/** Slack escapes three characters, in plain text too. */
export function unescapeText(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => CHARACTERS[name] ?? '')
}

const CHARACTERS: Record<string, string> = { amp: '&', lt: '<', gt: '>' }

const EMOJI: readonly Emoji[] = ['white_check_mark', 'x', 'hourglass', 'no_entry_sign']

const MARKED =
  /<(?<special>[^<>\n]+)>|:(?<emoji>[a-z_]+):|`(?<code>[^`\n]+)`|(?<![\p{L}\p{N}])(?:\*(?<bold>[^*\s](?:[^*\n]*[^*\s])?)\*|_(?<italic>[^_\s](?:[^_\n]*[^_\s])?)_|~(?<strike>[^~\s](?:[^~\n]*[^~\s])?)~)(?![\p{L}\p{N}])/gu

function pieceOf({ special, emoji, code, bold, italic, strike }: Record<string, string | undefined>, whole: string): Piece {
  if (special !== undefined) return specialOf(special) ?? { kind: 'text', text: unescapeText(whole), look: 'plain' }
  const name = EMOJI.find((each) => each === emoji)
  if (name !== undefined) return { kind: 'emoji', name }
  if (code !== undefined) return { kind: 'text', text: unescapeText(code), look: 'code' }
  if (bold !== undefined) return { kind: 'text', text: unescapeText(bold), look: 'bold' }
  if (italic !== undefined) return { kind: 'text', text: unescapeText(italic), look: 'italic' }
  if (strike !== undefined) return { kind: 'text', text: unescapeText(strike), look: 'strike' }
  return { kind: 'text', text: whole, look: 'plain' }
}

function specialOf(text: string): Piece | null {
  const [target = '', label = ''] = text.split('|', 2)
  const seconds = /^!date\^(\d{1,12})\^/.exec(target)?.[1]
  if (seconds !== undefined) return { kind: 'time', at: new Date(Number(seconds) * 1_000) }
  if (/^https?:\/\//.test(target)) return { kind: 'link', href: unescapeText(target), label: unescapeText(label || target) }
  if (/^[@#!]/.test(target)) return { kind: 'mention', label: `${target[0] === '#' ? '#' : '@'}${unescapeText(label || target.slice(1))}` }
  return null
}
