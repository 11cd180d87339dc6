import type { ExpressionNode } from '../expressions/environment'
import { type Context, type Fix, named, positionOf } from './issue'
import { converted } from './needs'
import { isAccess } from './step-type'
import type { Type } from './type'
import { fallbackFor, typeInWords } from './words'

export type Side = { node: ExpressionNode; type: Type; context: Context; op: string; by: string }

/**
 * Warns of two values that are never equal, whatever data comes: a number and a text. It works, and always says no (see
 * never-equal.decision.md). Nothing is said where one side is not known, or both may be empty.
 */
export function neverEqual(a: Side, b: Side): void {
  if (isNeverOptional(a, b)) optionalNever(a, b)
  else if (isNeverOptional(b, a)) optionalNever(b, a)
  else kindsNever(a, b)
}

function kindsNever(a: Side, b: Side): void {
  const [of, against] = [a.type.kinds, b.type.kinds]
  if (!of?.size || !against?.size || [...of].some((kind) => against.has(kind))) return
  if (maybeNothing(a.type) && maybeNothing(b.type)) return
  report(a, b, {
    message: `${named(a.node, a.context)} is ${typeInWords(a.type)} and ${named(b.node, b.context)} is ${typeInWords(b.type)}, so they ${always(a.op)}.`,
    fix: unquoted(a.node, b.type) ?? unquoted(b.node, a.type) ?? madeNumber(a, b) ?? madeNumber(b, a),
  })
}

/** The same of a value that is looked for in a list: where it equals no entry, it is never in there. */
export function neverIn(a: Side, list: Side): void {
  const { entry } = list.type
  const [of, against] = [a.type.kinds, entry?.kinds]
  if (!entry || !against?.size || list.type.kinds?.size !== 1 || !list.type.kinds.has('list')) return
  if (isNeverOptional(a, { type: entry })) {
    const message = `${named(a.node, a.context)} may be missing, and as it stands it is never in ${named(list.node, list.context)}.`
    report(a, list, { message, fix: withFallback(a.node, entry) })
    return
  }
  if (!of?.size || [...of].some((kind) => against.has(kind)) || (maybeNothing(a.type) && maybeNothing(entry))) return
  report(a, list, {
    message: `${named(a.node, a.context)} is ${typeInWords(a.type)} and an entry of ${named(list.node, list.context)} is ${typeInWords(entry)}, so it is never in there.`,
    fix: unquoted(a.node, entry) ?? unquotedEntries(list.node, a.type) ?? madeNumber(a, { type: entry }),
  })
}

function isNeverOptional({ node }: Side, { type }: Pick<Side, 'type'>): boolean {
  return isOptional(node) && type.kinds !== null && !type.maybeAbsent
}

/** What `a.?b` gives is never equal to a plain value, not even to null. */
function optionalNever(side: Side, other: Side): void {
  report(side, other, {
    message: `${named(side.node, side.context)} may be missing, and as it stands it ${side.op === '==' ? 'is never equal to' : 'always differs from'} ${named(other.node, other.context)}.`,
    fix: withFallback(side.node, other.type),
  })
}

function withFallback({ end }: ExpressionNode, other: Type): Fix {
  const fallback = other.kinds?.size ? fallbackFor(other, null) : 'null'
  return { label: 'Use a fallback', changes: [{ start: end, end, insert: `.orValue(${fallback})` }] }
}

function report(a: Side, b: Side, { message, fix }: { message: string; fix: Fix | undefined }): void {
  const isLearned = a.type.isLearned || b.type.isLearned
  if (isLearned && a.context.isBranch) return
  const [first, last] = a.node.start < b.node.start ? [a.node, b.node] : [b.node, a.node]
  a.context.report({
    code: 'never-equal',
    message,
    hint: fix && `${fix.label}.`,
    position: { ...positionOf(first), end: last.end },
    isSure: !isLearned,
    fix,
  })
}

function always(op: string): string {
  return op === '==' ? 'are never equal' : 'always differ'
}

function maybeNothing({ maybeEmpty, maybeAbsent }: Type): boolean {
  return maybeEmpty || maybeAbsent
}

/** `a.?b`, and what is taken from it. */
function isOptional(node: ExpressionNode): boolean {
  return isAccess(node) && (node.op === '.?' || node.op === '[?]' || isOptional(node.args[0]))
}

/** A text that is written out and says a number, or yes or no, where that is what it is compared with. */
function unquoted(node: ExpressionNode, { kinds }: Type): Fix | undefined {
  if (node.op !== 'value' || typeof node.args !== 'string') return undefined
  const text = node.args.trim()
  const isMeant = (kinds?.has('number') && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) || (kinds?.has('yes/no') && /^(true|false)$/.test(text))
  return isMeant ? { label: `Write ${text} without quotes`, changes: [{ start: node.start, end: node.end, insert: text }] } : undefined
}

/** All of them, where the list is written out and each is meant so. */
function unquotedEntries(node: ExpressionNode, of: Type): Fix | undefined {
  if (node.op !== 'list') return undefined
  const fixes = node.args.map((entry) => unquoted(entry, of))
  const changes = fixes.flatMap((fix) => fix?.changes ?? [])
  return changes.length > 0 && changes.length === fixes.length ? { label: 'Write the entries without quotes', changes } : undefined
}

function madeNumber({ node, type }: Side, { type: other }: Pick<Side, 'type'>): Fix | undefined {
  const isWritten = node.op === 'value'
  return !isWritten && other.kinds?.has('number') ? converted(node, type, ['number']) : undefined
}
