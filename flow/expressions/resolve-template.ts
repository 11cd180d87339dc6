import type { Json } from '@/flow/json'
import { asText } from './as-text'
import { Budget, MAX_TEXT } from './budget'
import { compileExpression, type Sight, sightOf, withinStack } from './evaluate'
import { ExpressionError } from './expression-error'
import { type ExpressionPart, parseTemplate, soleExpression } from './parse-template'
import type { Scope } from './scope'
import { Optional, settle, type Value } from './value'

/**
 * A text with its expressions evaluated. One expression alone keeps the type of its value; mixed with text it becomes
 * text: numbers plain, lists and objects as JSON, nothing at all only where the expression allows for missing data.
 */
export function resolveTemplate(text: string, scope: Scope, budget = new Budget()): Json {
  return compileTemplate(text)(sightOf(scope, budget))
}

/** As `resolveTemplate`, for a text that is resolved many times. */
export function compileTemplate(text: string): (sight: Sight) => Json {
  if (!text.includes('{{')) return () => text
  const parts = parseTemplate(text)
  const sole = soleExpression(parts)
  if (sole) {
    const value = compilePart(sole)
    return (sight) => settle(value(sight))
  }
  const texts = parts.map((part) => (part.kind === 'text' ? () => part.text : compileText(part)))
  return (sight) => {
    let resolved = ''
    for (const textOf of texts) resolved += textOf(sight)
    if (resolved.length > MAX_TEXT) throw new ExpressionError('failed', 'This makes a text that is too long.')
    return resolved
  }
}

function compilePart(part: ExpressionPart): (sight: Sight) => Value {
  if (!part.closed) {
    return () => {
      throw new ExpressionError('syntax', 'A {{ is not closed with }}.', {
        position: { start: part.start, end: part.end },
        hint: 'Close it, or write \\{{ for two braces as text.',
      })
    }
  }
  const value = compileExpression(part.source)
  return (sight) => {
    try {
      return value(sight)
    } catch (error) {
      throw error instanceof ExpressionError ? error.shiftedBy(part.sourceStart) : error
    }
  }
}

function compileText(part: ExpressionPart): (sight: Sight) => string {
  const evaluate = compilePart(part)
  return (sight) => {
    const value = evaluate(sight)
    const json = settle(value)
    if (json !== null) {
      return withinStack(() => {
        sight.budget.measure(json)
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
}
