import type { Json, JsonObject } from '@/flow/json'
import { boundedCache } from './bounded-cache'
import { Budget, refuseHugeResult } from './budget'
import { compile } from './compile'
import { childrenOf, type ExpressionNode, parseExpression } from './environment'
import { ExpressionError } from './expression-error'
import type { Program } from './program'
import type { Scope } from './scope'
import { Optional, settle, type Value } from './value'

/** What evaluations look at, and what they may still spend together. */
export type Sight = { roots: JsonObject; budget: Budget }

/** The value of an expression; an absent optional is null. Throws `ExpressionError` only. */
export function evaluate(source: string, scope: Scope): Json {
  return settle(compileExpression(source)(sightOf(scope)))
}

/** An expression to be evaluated many times. The value says when the expression was written to allow for missing data. */
export function compileExpression(source: string): (sight: Sight) => Value {
  let ready: Prepared | undefined
  return ({ roots, budget }) => {
    budget.spend(source.length)
    ready ??= prepared(source)
    const { run, isPath, mentionsOptional } = ready
    const value = withinStack(() => run({ roots, locals: [], budget }))
    const json = settle(value)
    if (!isPath) withinStack(() => refuseHugeResult(json))
    return mentionsOptional ? new Optional(json) : value
  }
}

/** Named one by one: made for every step, it must not be copied key by key. */
export function sightOf({ steps, trigger, vars, run, item, index }: Scope, budget = new Budget()): Sight {
  const roots: JsonObject = { steps, trigger, vars, run }
  if (item !== undefined) roots.item = item
  if (index !== undefined) roots.index = index
  return { roots, budget }
}

type Prepared = { run: Program; isPath: boolean; mentionsOptional: boolean }

const prepared = boundedCache(2_000, (source: string): Prepared => {
  const ast = parseExpression(source)
  return { run: compile(ast, new Map()), isPath: isPath(ast), mentionsOptional: mentionsOptional(ast) }
})

/** Data 50,000 lists deep is valid JSON and exhausts the stack of whoever walks it. */
export function withinStack<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof RangeError) throw new ExpressionError('failed', 'The data is too deeply nested for this expression.')
    throw error
  }
}

/** Gives back a piece of the data as it is, so its size needs no look. */
function isPath(node: ExpressionNode): boolean {
  if (node.op === 'id') return true
  return (node.op === '.' || node.op === '.?' || node.op === '[]' || node.op === '[?]') && isPath(node.args[0])
}

function mentionsOptional(node: ExpressionNode): boolean {
  return node.op === '.?' || node.op === '[?]' || childrenOf(node).some(mentionsOptional)
}
