import { childrenOf, type ExpressionNode } from '../expressions/environment'
import { didYouMean } from '../expressions/suggest'
import { type Context, plainPath, positionOf, sourceOf, type TypedScope, type TypeOf } from './issue'
import { needs } from './needs'
import { isAccess } from './step-type'
import { EMPTY, type FieldOfType, listOf, NUMBER, objectOf, present, TEXT, type Type, UNKNOWN, union, YES_NO } from './type'
import { settled, typeOfAccess } from './type-of-access'
import { typeOfCall, typeOfMethod } from './type-of-call'
import { typeOfBinary } from './type-of-operator'

const text: FieldOfType = { type: TEXT, isSure: true }
const RUN = objectOf(
  ['id', 'startedAt', 'mode', 'flowName', 'timeZone'].map((name) => [name, text] as const),
  true,
)

/** The type of what an expression gives; what is surely or possibly wrong on the way is reported. */
export const typeOfExpression: TypeOf = (node, context) => {
  switch (node.op) {
    case 'value':
      return typeOfLiteral(node.args)
    case 'id':
      return context.locals.get(node.args) ?? rootType(node, node.args, context)
    case '.':
    case '.?':
    case '[]':
    case '[?]':
      return typeOfAccess(node, context, typeOfExpression, node)
    case 'call':
      return typeOfCall(node, context, typeOfExpression)
    case 'rcall':
      return typeOfMethod(node, context, typeOfExpression)
    case 'list':
      return listOf(node.args.length === 0 ? UNKNOWN : node.args.map((item) => settled(typeOfExpression(item, context))).reduce(union))
    case 'map':
      return typeOfRecord(node.args, context)
    case '?:':
      return typeOfChoice(node.args, context)
    case '&&':
    case '||':
      return typeOfLogical(node.op, node.args, context)
    case '!_':
      needs({ node: node.args, type: typeOfExpression(node.args, context), context, by: '“!”' }, ['yes/no'])
      return YES_NO
    case '-_':
      needs({ node: node.args, type: typeOfExpression(node.args, context), context, by: '“-”' }, ['number'])
      return NUMBER
    default:
      return typeOfBinary(node.op, node.args, context, typeOfExpression)
  }
}

function typeOfLiteral(value: unknown): Type {
  if (value === null) return EMPTY
  if (typeof value === 'string') return TEXT
  return typeof value === 'boolean' ? YES_NO : NUMBER
}

function rootType(node: ExpressionNode, name: string, { scope, report }: Context): Type {
  if (name === 'trigger' || name === 'vars') return scope[name]
  if (name === 'run') return RUN
  if (name === 'steps') return stepsType(scope)
  if (name === 'item' && scope.item) return scope.item
  if (name === 'index' && scope.item) return NUMBER
  const unknown = (message: string, hint?: string) =>
    report({ code: 'unknown-reference', message, hint, path: name, position: positionOf(node), isSure: true })
  const roots = ['steps', 'trigger', 'vars', 'run', ...(scope.item === undefined ? [] : ['item', 'index'])]
  const hint =
    didYouMean(name, roots) ??
    (Object.hasOwn(scope.steps, name) ? `Did you mean steps.${name}?` : `Start with ${roots.join(', ')}; text stands in "quotes".`)
  if (name === 'item' || name === 'index') unknown(`${name} exists inside a loop only.`)
  else unknown(`There is nothing called ${name}.`, hint)
  return UNKNOWN
}

function stepsType({ steps }: TypedScope): Type {
  return objectOf(
    Object.entries(steps).map(([key, type]) => [key, { type, isSure: true }] as const),
    false,
  )
}

function typeOfRecord(pairs: [ExpressionNode, ExpressionNode][], context: Context): Type {
  const fields = pairs.map(([key, value]) => {
    const type = settled(typeOfExpression(value, context))
    return key.op === 'value' && typeof key.args === 'string' ? ([key.args, { type, isSure: true }] as const) : null
  })
  const named = fields.filter((field) => field !== null)
  return objectOf(named, named.length === fields.length)
}

function typeOfChoice([condition, yes, no]: [ExpressionNode, ExpressionNode, ExpressionNode], context: Context): Type {
  needs({ node: condition, type: typeOfExpression(condition, context), context, by: 'What stands before the “?”' }, ['yes/no'])
  const branch = underCondition(condition, context)
  return union(typeOfExpression(yes, branch), typeOfExpression(no, branch))
}

/** Whichever side decides wins, even when the other fails: only what can never be yes or no is wrong here. */
function typeOfLogical(op: '&&' | '||', [left, right]: [ExpressionNode, ExpressionNode], context: Context): Type {
  const sides = [
    { node: left, context },
    { node: right, context: underCondition(left, context) },
  ]
  for (const { node, context } of sides) {
    const type = typeOfExpression(node, context)
    needs({ node, type: { ...present(type), maybeEmpty: false }, context, by: `“${op}”` }, ['yes/no'])
  }
  return YES_NO
}

/** What a condition mentions has been thought of by whoever wrote it. */
function underCondition(condition: ExpressionNode, context: Context): Context {
  return { ...context, guarded: [...context.guarded, ...pathsIn(condition)], isBranch: true }
}

function pathsIn(node: ExpressionNode): string[] {
  const own = isAccess(node) || node.op === 'id' ? [plainPath(sourceOf(node))] : []
  return [...own, ...childrenOf(node).flatMap(pathsIn)]
}
