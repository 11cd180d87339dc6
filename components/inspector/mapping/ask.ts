import { type ExpressionPart, parseTemplate } from '@/flow/expressions/parse-template'

/** What is being asked for where the caret stands. `query` is what was typed of it so far, from `from` on. */
export type Ask =
  /** `/` in plain text: data to map. */
  | { kind: 'data'; from: number; to: number; query: string }
  /** Within braces: data or a function; after a dot, something of the `owner`, which begins at `ownerFrom`. */
  | { kind: 'inside'; from: number; to: number; query: string; owner: string | null; ownerFrom: number; isClosed: boolean }

export function askAt(text: string, caret: number): Ask | null {
  const part = bracesAt(text, caret)
  return part ? insideAt(text, part, caret) : slashAt(text, caret)
}

/** The braces that the caret is within. */
export function bracesAt(text: string, caret: number): ExpressionPart | null {
  const part = parseTemplate(text).find((each) => each.kind === 'expression' && isInside(each, caret))
  return part?.kind === 'expression' ? part : null
}

function isInside({ start, end, closed }: ExpressionPart, caret: number): boolean {
  return caret >= start + 2 && caret <= (closed ? end - 2 : end)
}

/** Opens what can be picked; a wide one is what East Asian keyboards write. */
export function isSlash(text: string): boolean {
  return text === '/' || text === '／'
}

/** Only at the start or after a space, so that addresses and dates can be typed. */
function slashAt(text: string, caret: number): Ask | null {
  const found = /(?:^|[\s}])[/／]([^/／\s{}]*(?:[ 　][^/／\s{}]*)?)$/.exec(text.slice(Math.max(0, caret - 60), caret))
  const query = found?.[1]
  return query === undefined ? null : { kind: 'data', from: caret - query.length - 1, to: caret, query }
}

/** A path, an entry of a list, the result of a call: what a dot can follow. */
const OWNER = /(?:[A-Za-z_]\w*|\[[^[\]]*\]|\((?:[^()]|\([^()]*\))*\)|"[^"]*"|\.\??)+$/

function insideAt(text: string, { start, closed }: ExpressionPart, caret: number): Ask | null {
  const written = text.slice(start + 2, caret)
  if (isInQuotes(written)) return null
  const query = /[A-Za-z_]\w*$/.exec(written)?.[0] ?? ''
  const before = written.slice(0, written.length - query.length)
  const place = { kind: 'inside' as const, from: caret - query.length, to: caret, query, isClosed: closed }
  const dot = /\.\??$/.exec(before)?.[0]
  if (dot !== undefined) {
    const owner = OWNER.exec(before.slice(0, before.length - dot.length))?.[0]
    return owner ? { ...place, owner, ownerFrom: caret - query.length - dot.length - owner.length } : null
  }
  // After a whole value an operator comes next, and nothing that could be picked.
  if (query === '' && /[\w)\]"']\s*$/.test(before)) return null
  return { ...place, owner: null, ownerFrom: place.from }
}

function isInQuotes(written: string): boolean {
  const quotes = written.replace(/\\./g, '').replace(/"[^"]*"|'[^']*'/g, '')
  return /["']/.test(quotes)
}
