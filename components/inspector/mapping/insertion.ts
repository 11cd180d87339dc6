import { FUNCTIONS } from '@/flow/expressions/functions'
import { type ExpressionPart, parseTemplate } from '@/flow/expressions/parse-template'
import { type Ask, askAt, bracesAt } from './ask'

const OPEN = new Set(FUNCTIONS.flatMap(({ name, needsMore }) => (needsMore ? [`.${name}()`] : [])))

/** Something has to be written between its brackets: the caret goes there, otherwise behind. */
function isOpen(expression: string): boolean {
  return OPEN.has(expression)
}

export type Insertion = { from: number; to: number; insert: string; caret: number }

/** What choosing a suggestion changes in the text, and where the caret goes. A function's name begins with a dot. */
export function insertionOf(ask: Ask, expression: string, text: string): Insertion {
  if (ask.kind === 'inside') return inside(ask, expression)
  const before = expression.startsWith('.') ? expressionBefore(text, ask.from) : null
  if (!before) return braced(ask.from, ask.to, callable(expression))
  // A function goes into the braces of the value before the caret.
  const end = before.sourceStart + before.source.length
  return { from: end, to: ask.to, insert: `${expression} }}`, caret: end + expression.length - (isOpen(expression) ? 1 : 0) }
}

function inside(ask: Extract<Ask, { kind: 'inside' }>, expression: string): Insertion {
  const isFunction = expression.startsWith('.')
  const from = isFunction || ask.owner === null ? ask.from : ask.ownerFrom
  const insert = isFunction ? expression.slice(1) : expression
  const caret = from + insert.length - (isFunction && isOpen(expression) ? 1 : 0)
  return { from, to: ask.to, insert: ask.isClosed ? insert : `${insert} }}`, caret }
}

/** A function put where the caret stands: behind the value there or before it, or by itself. */
export function callAt(text: string, caret: number, expression: string): Insertion {
  const ask = askAt(text, caret)
  if (ask?.kind !== 'inside') return insertionOf({ kind: 'data', from: caret, to: caret, query: '' }, expression, text)
  const insert = ask.query === '' ? callable(expression) : expression
  return { from: caret, to: caret, insert, caret: caret + insert.length - (isOpen(expression) ? 1 : 0) }
}

/** `{{ … }}` around it; the caret goes behind, or between the brackets of a function. */
export function braced(from: number, to: number, expression: string): Insertion {
  const insert = `{{ ${expression} }}`
  return { from, to, insert, caret: from + (expression.endsWith('()') ? insert.length - 4 : insert.length) }
}

/** Data put where somebody points, or stood last: within the braces there if these want a value, otherwise in its own. */
export function dataAt(text: string, at: number, expression: string): Insertion {
  const braces = bracesAt(text, at)
  if (!braces) return braced(at, at, expression)
  const ask = askAt(text, at)
  const isWanted = ask?.kind === 'inside' && (ask.query === '' || !ask.isClosed)
  return isWanted ? insertionOf(ask, expression, text) : braced(braces.end, braces.end, expression)
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
