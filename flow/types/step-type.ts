import type { ExpressionNode } from '../expressions/environment'
import { didYouMean } from '../expressions/suggest'
import { type Context, positionOf } from './issue'
import { optional, type Type, UNKNOWN } from './type'

export type AccessNode = Extract<ExpressionNode, { op: '.' | '[]' | '.?' | '[?]' }>

/** `steps.key`: there or not, whatever way it is written. */
export function stepType(node: AccessNode, { scope, locals, report }: Context): Type | undefined {
  const [owner, key] = node.args
  const name = typeof key === 'string' ? key : key.op === 'value' && typeof key.args === 'string' ? key.args : undefined
  if (owner.op !== 'id' || owner.args !== 'steps' || locals.has('steps') || name === undefined) return undefined
  if (Object.hasOwn(scope.steps, name)) {
    const type = scope.steps[name] ?? UNKNOWN
    return node.op === '.?' || node.op === '[?]' ? optional(type) : type
  }
  const hint = didYouMean(name, Object.keys(scope.steps)) ?? 'Only steps that run before this one can be used.'
  const message = `There is no earlier step called ${name}.`
  report({ code: 'unknown-reference', message, hint, path: `steps.${name}`, position: positionOf(node), isSure: true })
  return UNKNOWN
}
