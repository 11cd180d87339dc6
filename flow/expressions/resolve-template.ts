import type { Json } from '@/flow/json'
import { asText } from './as-text'
import { Budget, MAX_TEXT } from './budget'
import { evaluateOptional, withinStack } from './evaluate'
import { ExpressionError } from './expression-error'
import { type ExpressionPart, parseTemplate, soleExpression } from './parse-template'
import type { Scope } from './scope'
import { Optional, settle } from './value'

/**
 * A text with its expressions evaluated. One expression alone keeps the type of its value; mixed with text it becomes
 * text: numbers plain, lists and objects as JSON, nothing at all only where the expression allows for missing data.
 */
export function resolveTemplate(text: string, scope: Scope, budget = new Budget()): Json {
  if (!text.includes('{{')) return text
  const parts = parseTemplate(text)
  const sole = soleExpression(parts)
  if (sole) return settle(evaluatePart(sole, scope, budget))
  const resolved = parts.map((part) => (part.kind === 'text' ? part.text : textOf(part, scope, budget))).join('')
  if (resolved.length > MAX_TEXT) throw new ExpressionError('failed', 'This makes a text that is too long.')
  return resolved
}

function evaluatePart(part: ExpressionPart, scope: Scope, budget: Budget) {
  if (!part.closed) {
    throw new ExpressionError('syntax', 'A {{ is not closed with }}.', {
      position: { start: part.start, end: part.end },
      hint: 'Close it, or write \\{{ for two braces as text.',
    })
  }
  try {
    return evaluateOptional(part.source, scope, budget)
  } catch (error) {
    throw error instanceof ExpressionError ? error.shiftedBy(part.sourceStart) : error
  }
}

function textOf(part: ExpressionPart, scope: Scope, budget: Budget): string {
  const value = evaluatePart(part, scope, budget)
  const json = settle(value)
  if (json !== null) {
    return withinStack(() => {
      budget.measure(json)
      return asText(json)
    })
  }
  if (value instanceof Optional) return ''
  throw new ExpressionError('missing', `${part.source} is empty.`, {
    path: part.source,
    position: { start: part.sourceStart, end: part.sourceStart + part.source.length },
    hint: 'If that is fine, allow for it: write a.?b instead of a.b.',
  })
}
