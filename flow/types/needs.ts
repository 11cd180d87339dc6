import type { ExpressionNode } from '../expressions/environment'
import { type Context, type Fix, isGuarded, named, positionOf } from './issue'
import { type Filled, isNoneOf, type Type } from './type'
import { conversion, fallbackFor, kindsInWords, typeInWords } from './words'

type Place = {
  node: ExpressionNode
  type: Type
  context: Context
  /** Who needs it: `upper()`, `“*”`. */
  by: string
}

/** Says so when a value can't be what is needed here, or may be empty. True when it is surely something else. */
export function needs(place: Place, wanted: readonly Filled[]): boolean {
  const { node, type, context, by } = place
  if (isNoneOf(type, wanted)) {
    report(context, type, {
      code: 'wrong-type',
      message: `${by} needs ${kindsInWords(wanted)}, and ${named(node, context)} is ${typeInWords(type)}.`,
      position: positionOf(node),
      fix: converted(node, type, wanted),
    })
    return true
  }
  if (type.maybeEmpty || type.maybeAbsent) mayBeEmpty(place, wanted)
  return false
}

/** A warning that offers a value for that case. */
export function mayBeEmpty({ node, type, context, by }: Place, wanted: readonly Filled[] | null): void {
  if (isGuarded(node, context)) return
  report(context, type, {
    code: 'may-be-empty',
    message: `${named(node, context)} may be empty, and ${by} needs a value.`,
    hint: 'Say what to use then.',
    position: positionOf(node),
    fix: withFallback(node, fallbackFor(type, wanted)),
  })
}

function report(
  { report, isBranch }: Context,
  { isLearned }: Type,
  issue: {
    code: 'wrong-type' | 'may-be-empty'
    message: string
    hint?: string
    position: { start: number; end: number }
    fix?: Fix | undefined
  },
): void {
  if (isLearned && isBranch) return
  const hint = issue.hint ?? (issue.fix ? `${issue.fix.label}.` : undefined)
  report({ ...issue, hint, isSure: !isLearned })
}

export function converted(node: ExpressionNode, type: Type, wanted: readonly Filled[]): Fix | undefined {
  const how = conversion(type, wanted)
  if (!how) return undefined
  return { label: how.label, changes: [...opened(node), { start: node.end, end: node.end, insert: `${closed(node)}${how.call}` }] }
}

/** What may not be there at all: where something is said for that case already, that goes on counting. */
export function askedFor(node: ExpressionNode, fallback: string, { answered }: Context, from: ExpressionNode): Fix {
  return answered.includes(node) ? { label: 'Use the fallback', changes: markOf(from) } : withFallback(node, fallback, from)
}

/** `a.b` → `a.?b.orValue("")`; what is not plain data goes into brackets. */
export function withFallback(node: ExpressionNode, fallback: string, from: ExpressionNode = node): Fix {
  const end = { start: node.end, end: node.end, insert: `${closed(node)}.orValue(${fallback})` }
  return { label: 'Use a fallback', changes: [...opened(node), ...markOf(from), end] }
}

/** `a.b` → `a.?b`, `a["b"]` → `a[?"b"]`. */
function markOf(from: ExpressionNode) {
  if (from.op !== '.' && from.op !== '[]') return []
  const at = from.op === '.' ? from.pos : from.input.indexOf('[', from.args[0].end) + 1
  return [{ start: at, end: at, insert: '?' }]
}

const TIGHT = new Set(['id', '.', '.?', '[]', '[?]', 'call', 'rcall'])

function opened(node: ExpressionNode) {
  return isTight(node) ? [] : [{ start: node.start, end: node.start, insert: '(' }]
}

function closed(node: ExpressionNode): string {
  return isTight(node) ? '' : ')'
}

function isTight({ op }: ExpressionNode): boolean {
  return TIGHT.has(op)
}
