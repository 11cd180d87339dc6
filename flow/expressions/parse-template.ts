/**
 * Text with `{{ expression }}` in it, cut into parts. Never throws: an editor calls it while someone is typing.
 * `\{{` is two literal braces; `\\{{` is a backslash before an expression.
 */
export type TextPart = { kind: 'text'; text: string; start: number; end: number }
export type ExpressionPart = {
  kind: 'expression'
  /** Without the braces and the space around it. */
  source: string
  start: number
  end: number
  /** Where `source` starts in the whole text. */
  sourceStart: number
  /** False while the `}}` is still to come. */
  closed: boolean
}
export type Part = TextPart | ExpressionPart

export function parseTemplate(text: string): Part[] {
  const parts: Part[] = []
  let literal = ''
  let literalStart = 0
  let at = 0
  const endText = () => {
    if (literal !== '') parts.push({ kind: 'text', text: literal, start: literalStart, end: at })
    literal = ''
  }
  while (at < text.length) {
    const open = text.indexOf('{{', at)
    if (open === -1) {
      literal += text.slice(at)
      at = text.length
      break
    }
    const backslashes = countBackslashesBefore(text, open, at)
    literal += text.slice(at, open - backslashes) + '\\'.repeat(Math.floor(backslashes / 2))
    if (backslashes % 2 === 1) {
      literal += '{{'
      at = open + 2
      continue
    }
    at = open
    endText()
    const part = readExpression(text, open)
    parts.push(part)
    at = part.end
    literalStart = at
  }
  endText()
  return parts
}

export function hasExpression(text: string): boolean {
  return text.includes('{{') && parseTemplate(text).some((part) => part.kind === 'expression')
}

/** The expression when the text is one and nothing else but space; such a text keeps the type of its value. */
export function soleExpression(parts: readonly Part[]): ExpressionPart | undefined {
  const [only, ...others] = parts.filter((part) => part.kind === 'expression' || part.text.trim() !== '')
  return only?.kind === 'expression' && others.length === 0 ? only : undefined
}

function countBackslashesBefore(text: string, index: number, from: number): number {
  let count = 0
  while (index - count - 1 >= from && text[index - count - 1] === '\\') count++
  return count
}

function readExpression(text: string, open: number): ExpressionPart {
  const close = closingBraces(text, open + 2)
  const closed = close !== -1
  const inner = text.slice(open + 2, closed ? close : text.length)
  const leading = inner.length - inner.trimStart().length
  return {
    kind: 'expression',
    source: inner.trim(),
    start: open,
    end: closed ? close + 2 : text.length,
    sourceStart: open + 2 + leading,
    closed,
  }
}

/** Where the `}}` is that closes the expression: not one within quotes, not one that closes an object. */
function closingBraces(text: string, from: number): number {
  let depth = 0
  for (let i = from; i < text.length; i++) {
    const char = text[i]
    if (char === '"' || char === "'") {
      i = endOfQuoted(text, i)
      if (i === -1) return -1
    } else if (char === '{') depth++
    else if (char === '}' && depth > 0) depth--
    else if (char === '}' && text[i + 1] === '}') return i
  }
  return -1
}

/** The last character of a text that starts here; -1 when nothing closes it. */
export function endOfQuoted(text: string, start: number): number {
  const quote = text.charAt(start)
  const triple = quote.repeat(3)
  const delimiter = text.startsWith(triple, start) ? triple : quote
  const raw = /[rR]/.test(text.charAt(start - 1)) && !/[A-Za-z0-9_]/.test(text.charAt(start - 2))
  for (let i = start + delimiter.length; i < text.length; i++) {
    if (!raw && text[i] === '\\') i++
    else if (text.startsWith(delimiter, i)) return i + delimiter.length - 1
  }
  return -1
}
