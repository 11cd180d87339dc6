import { endOfQuoted } from './parse-template'

export type KeyPlace = { key: string; start: number; end: number }

const WORD = /\w+/y
const KEY = /\s*(?:\.\s*(?:\?\s*)?([A-Za-z_]\w*)|\[\s*(?:\?\s*)?("[^"\\\n]*"|'[^'\\\n]*'))/dy

/**
 * Where an expression that can't be read (yet) names steps: by its words alone, not within its texts. A quote that is never
 * closed ends nothing: what stands behind it may be data as well.
 */
export function keyTokens(source: string): KeyPlace[] {
  const places: KeyPlace[] = []
  const neverClosed = new Set<string>()
  for (let at = 0; at < source.length; at++) {
    const char = source.charAt(at)
    if (char === '"' || char === "'") {
      const end = neverClosed.has(char) ? -1 : endOfQuoted(source, at)
      if (end === -1) neverClosed.add(char)
      else at = end
    } else if (source.startsWith('//', at)) {
      const end = source.indexOf('\n', at)
      at = end === -1 ? source.length : end
    } else {
      const word = wordAt(source, at)
      const place = word === 'steps' && !isField(source, at) ? keyAt(source, at + word.length) : null
      if (place) places.push(place)
      at += Math.max(word.length - 1, 0)
    }
  }
  return places
}

function wordAt(source: string, at: number): string {
  WORD.lastIndex = at
  return WORD.exec(source)?.[0] ?? ''
}

function keyAt(source: string, at: number): KeyPlace | null {
  KEY.lastIndex = at
  const found = KEY.exec(source)
  const place = found?.indices?.[1] ?? found?.indices?.[2]
  return found && place ? { key: found[1] ?? found[2]?.slice(1, -1) ?? '', start: place[0], end: place[1] } : null
}

/** Behind a dot: `x.steps` is a field of x. */
function isField(source: string, at: number): boolean {
  const before = endBefore(source, at)
  return source[before] === '.' || (source[before] === '?' && source[endBefore(source, before)] === '.')
}

/** The place of what stands before, spaces left out. */
function endBefore(source: string, at: number): number {
  let before = at - 1
  while (/\s/.test(source.charAt(before))) before--
  return before
}
