import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { boundedCache } from './bounded-cache'
import { compile } from './compile'
import { parseExpression } from './environment'
import { ExpressionError, type Position } from './expression-error'
import { parseTemplate } from './parse-template'
import { type Reference, referencesOfExpression } from './references'
import { didYouMean } from './suggest'
import { ownValue } from './value'

/** What an expression may read, as JSON Schemas; `true` where the shape is not known. */
export type TypedScope = {
  /** By key: the steps that have run for certain before this one. */
  steps: Record<string, JsonObject | true>
  trigger: JsonObject | true
  vars: JsonObject | true
  /** Inside a container only. */
  item?: JsonObject | true
}

export type ExpressionIssue = {
  code: 'expression' | 'unknown-reference'
  message: string
  hint?: string
  position?: Position
  /** The reference that is unknown. */
  path?: string
}

/** Every issue in the `{{ … }}` of a text, placed in the whole text. */
export function checkTemplate(text: string, scope?: TypedScope): ExpressionIssue[] {
  return parseTemplate(text).flatMap((part): ExpressionIssue[] => {
    if (part.kind === 'text') return []
    if (!part.closed) {
      const position = { start: part.start, end: part.end }
      return [
        { code: 'expression', message: 'A {{ is not closed with }}.', hint: 'Close it, or write \\{{ for two braces as text.', position },
      ]
    }
    return checkExpression(part.source, scope).map((issue) => ({ ...issue, position: shift(issue.position, part.sourceStart) }))
  })
}

/** What can be said about an expression before any data is there. Without a scope only the expression itself is read. */
export function checkExpression(source: string, scope?: TypedScope): ExpressionIssue[] {
  const unreadable = syntaxIssue(source)
  if (unreadable) return [unreadable]
  if (!scope) return []
  return referencesOfExpression(source).flatMap((reference) => referenceIssue(reference, scope) ?? [])
}

const syntaxIssue = boundedCache(2_000, (source: string): ExpressionIssue | null => {
  try {
    compile(parseExpression(source), new Map())
    return null
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return { code: 'expression', message: error.message, hint: error.hint, position: error.position }
  }
})

function referenceIssue(reference: Reference, scope: TypedScope): ExpressionIssue | undefined {
  const position = { start: reference.start, end: reference.end }
  const unknown = (message: string, path: string, hint?: string): ExpressionIssue => ({
    code: 'unknown-reference',
    message,
    path,
    hint,
    position,
  })
  const { root, key, path } = reference
  if (root === 'steps') {
    if (key === undefined) return undefined
    const shape = Object.hasOwn(scope.steps, key) ? scope.steps[key] : undefined
    if (shape === undefined) {
      const hint = didYouMean(key, Object.keys(scope.steps)) ?? 'Only steps that run before this one can be used.'
      return unknown(`There is no earlier step called ${key}.`, `steps.${key}`, hint)
    }
    return reference.optional ? undefined : fieldIssue(shape, path, `steps.${key}`, unknown)
  }
  if (root === 'item' || root === 'index') {
    if (scope.item === undefined) return unknown(`${root} exists inside a loop only.`, root)
    return root === 'item' && !reference.optional ? fieldIssue(scope.item, path, root, unknown) : undefined
  }
  if (root === 'trigger' || root === 'vars') return reference.optional ? undefined : fieldIssue(scope[root], path, root, unknown)
  if (root === 'run') return reference.optional ? undefined : fieldIssue(RUN_SHAPE, path, root, unknown)
  const roots = ['steps', 'trigger', 'vars', 'run', ...(scope.item === undefined ? [] : ['item', 'index'])]
  const hint =
    didYouMean(root, roots) ??
    (Object.hasOwn(scope.steps, root) ? `Did you mean steps.${root}?` : `Start with ${roots.join(', ')}; text stands in "quotes".`)
  return unknown(`There is nothing called ${root}.`, root, hint)
}

const text = { type: 'string' }
const RUN_SHAPE: JsonObject = {
  type: 'object',
  properties: { id: text, startedAt: text, mode: text, flowName: text },
  additionalProperties: false,
}

/** A field that a closed schema does not have; open schemas may hold anything. */
function fieldIssue(
  shape: JsonObject | true,
  path: readonly (string | number)[],
  owner: string,
  unknown: (message: string, path: string, hint?: string) => ExpressionIssue,
): ExpressionIssue | undefined {
  let current: Json | undefined = shape
  let walked = owner
  for (const part of path) {
    if (!isJsonObject(current) || current.$ref !== undefined || current.anyOf !== undefined || current.oneOf !== undefined) return undefined
    if (typeof part === 'number') {
      current = current.items
    } else {
      const properties: Json | undefined = current.properties
      const known: Json | undefined = isJsonObject(properties) ? ownValue(properties, part) : undefined
      if (known === undefined && isJsonObject(properties) && current.additionalProperties === false) {
        const names = Object.keys(properties)
        return unknown(
          `${walked} has no ${part}.`,
          `${walked}.${part}`,
          didYouMean(part, names) ?? `It has ${names.slice(0, 6).join(', ')}.`,
        )
      }
      current = known
    }
    walked = typeof part === 'number' ? `${walked}[${part}]` : `${walked}.${part}`
  }
  return undefined
}

function shift(position: Position | undefined, by: number): Position | undefined {
  return position && { start: position.start + by, end: position.end + by }
}
