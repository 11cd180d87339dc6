import type { BinaryOperator } from '@marcbachmann/cel-js'
import { cannotBe } from '../expressions/cannot-be'
import type { ExpressionNode } from '../expressions/environment'
import { type Context, named, positionOf, type TypeOf } from './issue'
import { converted, mayBeEmpty, needs } from './needs'
import { neverEqual, neverIn, type Side } from './never-equal'
import { canBe, type Filled, isNoneOf, LIST, NUMBER, plainType, TEXT, type Type, UNKNOWN, union, YES_NO } from './type'
import { typeInWords } from './words'

const PLAIN: readonly Filled[] = ['text', 'number', 'yes/no']

export function typeOfBinary(op: BinaryOperator, [left, right]: [ExpressionNode, ExpressionNode], context: Context, typeOf: TypeOf): Type {
  const by = `“${op}”`
  const a: Side = { node: left, type: typeOf(left, context), context, op, by }
  const b: Side = { node: right, type: typeOf(right, context), context, op, by }
  switch (op) {
    case '==':
    case '!=':
      neverEqual(a, b)
      return YES_NO
    case 'in':
      if (!needs(b, ['list', 'object'])) neverIn(a, b)
      return YES_NO
    case '<':
    case '<=':
    case '>':
    case '>=':
      compared(a, b)
      return YES_NO
    case '+':
      return sum(a, b)
    default:
      needs(a, ['number'])
      needs(b, ['number'])
      return NUMBER
  }
}

function compared(a: Side, b: Side): void {
  if (needs(a, PLAIN) || needs(b, PLAIN)) return
  if (PLAIN.some((kind) => canBe(a.type, kind) && canBe(b.type, kind)) || isEmpty(a.type) || isEmpty(b.type)) return
  mismatch(a, b)
}

/** Numbers with numbers, lists with lists, and whatever is plain with text. */
function sum(a: Side, b: Side): Type {
  if (a.type.kinds === null || b.type.kinds === null) {
    for (const side of [a, b]) if (side.type.kinds !== null && (side.type.maybeEmpty || side.type.maybeAbsent)) mayBeEmpty(side, null)
    return UNKNOWN
  }
  const both = (kind: Filled) => canBe(a.type, kind) && canBe(b.type, kind)
  const text = [a, b].some(({ type }) => canBe(type, 'text')) && !isNoneOf(a.type, PLAIN) && !isNoneOf(b.type, PLAIN)
  const results = [
    ...(both('number') ? [NUMBER] : []),
    ...(both('list') ? [a.type.entry && b.type.entry ? { ...LIST, entry: union(a.type.entry, b.type.entry) } : LIST] : []),
    ...(text ? [TEXT] : []),
  ]
  if (results.length === 0 && !isEmpty(a.type) && !isEmpty(b.type)) {
    mismatch(a, b)
    return UNKNOWN
  }
  for (const side of [a, b]) if (side.type.maybeEmpty || side.type.maybeAbsent) mayBeEmpty(side, [...(side.type.kinds ?? [])])
  return results.length === 0 ? UNKNOWN : { ...results.reduce(union, plainType()), isLearned: a.type.isLearned || b.type.isLearned }
}

function isEmpty({ kinds }: Type): boolean {
  return kinds?.size === 0
}

function mismatch(a: Side, b: Side): void {
  const isLearned = a.type.isLearned || b.type.isLearned
  if (isLearned && a.context.isBranch) return
  const [text, number] = canBe(a.type, 'text') ? [a, b] : [b, a]
  const fix = isNoneOf(number.type, ['number']) ? undefined : converted(text.node, text.type, ['number'])
  a.context.report({
    code: 'wrong-type',
    message: `${named(a.node, a.context)} is ${typeInWords(a.type)} and ${named(b.node, b.context)} is ${typeInWords(b.type)}, so they ${cannotBe(a.op)}.`,
    hint: fix ? `${fix.label}.` : undefined,
    position: positionOf(a.node.start < b.node.start ? { ...a.node, end: b.node.end } : a.node),
    isSure: !isLearned,
    fix,
  })
}
