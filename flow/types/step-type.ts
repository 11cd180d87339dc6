import type { ExpressionNode } from '../expressions/environment'
import { didYouMean } from '../expressions/suggest'
import { type Context, type Fix, isGuarded, named, positionOf, type Skipped } from './issue'
import { askedFor } from './needs'
import { optional, type Type, UNKNOWN } from './type'
import { fallbackFor } from './words'

export type AccessNode = Extract<ExpressionNode, { op: '.' | '[]' | '.?' | '[?]' }>

export function isAccess(node: ExpressionNode): node is AccessNode {
  return node.op === '.' || node.op === '[]' || node.op === '.?' || node.op === '[?]'
}

/** `steps.key`: there or not, whatever way it is written. `outer`: the whole of the path that this is part of. */
export function stepType(node: AccessNode, context: Context, outer: ExpressionNode): Type | undefined {
  const { scope, locals, report } = context
  const [owner, key] = node.args
  const name = typeof key === 'string' ? key : key.op === 'value' && typeof key.args === 'string' ? key.args : undefined
  if (owner.op !== 'id' || owner.args !== 'steps' || locals.has('steps') || name === undefined) return undefined
  if (Object.hasOwn(scope.steps, name)) {
    const type = scope.steps[name] ?? UNKNOWN
    if (node.op === '.?' || node.op === '[?]') return optional(type)
    const skipped = scope.skipped?.[name]
    if (skipped && !isGuarded(node, context)) mayBeSkipped(node, skipped, context, outer)
    return type
  }
  const hint = didYouMean(name, Object.keys(scope.steps)) ?? 'Only steps that run before this one can be used.'
  const message = `There is no earlier step called ${name}.`
  report({ code: 'unknown-reference', message, hint, path: `steps.${name}`, position: positionOf(node), isSure: true })
  return UNKNOWN
}

function mayBeSkipped(node: AccessNode, { when, isInTrigger }: Skipped, context: Context, outer: ExpressionNode): void {
  const field = fieldRead(node, outer)
  const fromTrigger: Fix | undefined =
    field !== undefined && isInTrigger(field)
      ? { label: `Use trigger.${field}`, changes: [{ start: node.start, end: node.end, insert: 'trigger' }] }
      : undefined
  context.report({
    code: 'may-be-empty',
    message: `${named(node, context)} has no data when ${when}.`,
    hint: fromTrigger ? 'Take it from whatever starts the run.' : 'Say what to use then.',
    position: positionOf(node),
    isSure: true,
    fix: fromTrigger ?? askedFor(outer, fallbackFor(UNKNOWN, null), context, node),
  })
}

/** `steps.mail.subject` → subject. */
function fieldRead(node: AccessNode, outer: ExpressionNode): string | undefined {
  if (!isAccess(outer)) return undefined
  if (outer.args[0] !== node) return fieldRead(node, outer.args[0])
  return typeof outer.args[1] === 'string' ? outer.args[1] : undefined
}
