import { type ExpressionPart, parseTemplate } from '@/flow/expressions/parse-template'
import type { Ask } from './ask'

export type Insertion = { from: number; to: number; insert: string; caret: number }

/** What choosing a suggestion changes in the text, and where the caret goes. A function's name begins with a dot. */
export function insertionOf(ask: Ask, expression: string, text: string): Insertion {
  if (ask.kind === 'inside') return inside(ask, expression)
  const before = expression.startsWith('.') ? expressionBefore(text, ask.from) : null
  if (!before) return braced(ask.from, ask.to, callable(expression))
  // A function goes into the braces of the value before the caret, with the caret between its brackets.
  const end = before.sourceStart + before.source.length
  return { from: end, to: ask.to, insert: `${expression} }}`, caret: end + expression.length - 1 }
}

function inside(ask: Extract<Ask, { kind: 'inside' }>, expression: string): Insertion {
  const isFunction = expression.startsWith('.')
  const from = isFunction || ask.owner === null ? ask.from : ask.ownerFrom
  const insert = isFunction ? expression.slice(1) : expression
  const caret = from + insert.length - (isFunction ? 1 : 0)
  return { from, to: ask.to, insert: ask.isClosed ? insert : `${insert} }}`, caret }
}

/** `{{ … }}` around it; the caret goes behind, or between the brackets of a function. */
export function braced(from: number, to: number, expression: string): Insertion {
  const insert = `{{ ${expression} }}`
  return { from, to, insert, caret: from + (expression.endsWith('()') ? insert.length - 4 : insert.length) }
}

/** Written the other way where there is no value for it to stand behind: `upper()`. */
export function callable(expression: string): string {
  return expression.startsWith('.') ? expression.slice(1) : expression
}

/** The expression that ends right before this place, spaces aside. */
export function expressionBefore(text: string, at: number): ExpressionPart | null {
  const last = parseTemplate(text.slice(0, at).trimEnd()).at(-1)
  return last?.kind === 'expression' && last.closed ? last : null
}
