import type { ExpressionNode } from '../expressions/environment'
import { LIBRARY } from '../expressions/library/catalogue'
import { kindsOf, type LibraryFunction, type ReturnKind } from '../expressions/library/define'
import type { Context, TypeOf } from './issue'
import { mayBeEmpty, needs } from './needs'
import { type Filled, filled, optional, plainType, present, type Type, UNKNOWN, union, YES_NO } from './type'
import { settled } from './type-of-access'
import { typeOfMacro } from './type-of-macro'

type CallNode = Extract<ExpressionNode, { op: 'call' }>
type MethodNode = Extract<ExpressionNode, { op: 'rcall' }>

export function typeOfCall(node: CallNode, context: Context, typeOf: TypeOf): Type {
  const [name, args] = node.args
  const [only] = args
  if (name === 'has' && only?.op === '.') {
    typeOf(only.args[0], context)
    return YES_NO
  }
  return typeOfFunction(name, args, context, typeOf)
}

export function typeOfMethod(node: MethodNode, context: Context, typeOf: TypeOf): Type {
  const [name, receiver, args] = node.args
  if (receiver.op === 'id' && receiver.args === 'optional' && !context.locals.has('optional')) {
    const [value] = args
    return value ? optional(typeOf(value, context)) : optional(UNKNOWN)
  }
  const macro = typeOfMacro(node, context, typeOf)
  if (macro) return macro
  const [otherwise] = args
  const answered = ANSWERS.has(name) ? { ...context, answered: [...context.answered, ...answeredIn(receiver)] } : context
  if (name === 'orValue' && otherwise) {
    const given = typeOf(receiver, answered)
    const other = typeOf(otherwise, { ...context, isBranch: true })
    return given.kinds === null ? { ...UNKNOWN, maybeEmpty: other.maybeEmpty } : union(filled(given), present(other))
  }
  if (name === 'or' && otherwise) return union(typeOf(receiver, answered), typeOf(otherwise, { ...context, isBranch: true }))
  if (name === 'hasValue' && args.length === 0) {
    typeOf(receiver, answered)
    return YES_NO
  }
  if (name === 'value' && args.length === 0) {
    const type = typeOf(receiver, context)
    if (type.maybeEmpty || type.maybeAbsent) mayBeEmpty({ node: receiver, type, context, by: 'value()' }, null)
    return filled(type)
  }
  return typeOfFunction(name, [receiver, ...args], context, typeOf)
}

const ANSWERS = new Set(['orValue', 'or', 'hasValue'])

/** The data without which there is nothing: a function is not called on an optional without a value; a list is gone through, or fails. */
function answeredIn(node: ExpressionNode): ExpressionNode[] {
  if (node.op === '?:') return [...answeredIn(node.args[1]), ...answeredIn(node.args[2])]
  if (node.op !== 'rcall') return [node]
  return LIBRARY.has(node.args[0]) ? answeredIn(node.args[1]) : []
}

function typeOfFunction(name: string, args: ExpressionNode[], context: Context, typeOf: TypeOf): Type {
  const types = args.map((arg) => typeOf(arg, context))
  const fn = LIBRARY.get(name)
  if (!fn) return UNKNOWN
  // On an optional without a value a function is not called at all.
  const mayNotBeCalled = types[0]?.maybeAbsent === true
  Object.values(fn.params).forEach((param, at) => {
    const [node, type] = [args[at], types[at]]
    if (!node || !type) return
    const { kinds, optional } = kindsOf(param)
    if (kinds.includes('any') || (mayNotBeCalled && !type.maybeEmpty)) return
    const wanted = [...new Set(kinds.flatMap((kind): Filled[] => (kind === 'any' ? [] : [kind === 'date' ? 'text' : kind])))]
    needs({ node, type: optional ? filled(type) : at === 0 ? present(type) : type, context, by: `${name}()` }, wanted)
  })
  const result = resultOf(fn, types)
  return types[0]?.maybeAbsent ? optional(result) : result
}

function resultOf(fn: LibraryFunction, [first = UNKNOWN, second]: Type[]): Type {
  switch (fn.gives) {
    case 'same':
      return filled(first)
    case 'entry':
      return second && first.entry ? union(first.entry, settled(second)) : (first.entry ?? UNKNOWN)
    case 'maybe':
      return { ...returned(fn.returns), maybeEmpty: true }
    default:
      return returned(fn.returns)
  }
}

const RETURNED: Record<Exclude<ReturnKind, 'any'>, Type> = {
  text: plainType('text'),
  number: plainType('number'),
  'yes/no': YES_NO,
  list: plainType('list'),
  object: plainType('object'),
}

function returned(kind: ReturnKind): Type {
  return kind === 'any' ? UNKNOWN : RETURNED[kind]
}
