import type { Json, JsonObject } from '@/flow/json'
import { boundedCache } from './bounded-cache'
import { Budget, refuseHugeResult } from './budget'
import { compile } from './compile'
import { childrenOf, type ExpressionNode, parseExpression } from './environment'
import { ExpressionError } from './expression-error'
import type { Program } from './program'
import type { Scope } from './scope'
import { Optional, settle, type Value } from './value'

/** The value of an expression; an absent optional is null. Throws `ExpressionError` only. */
export function evaluate(source: string, scope: Scope): Json {
  return settle(evaluateOptional(source, scope))
}

/** As `evaluate`, but says when the expression was written to allow for missing data. */
export function evaluateOptional(source: string, scope: Scope, budget = new Budget()): Value {
  budget.spend(source.length)
  const { run, isPath, mentionsOptional } = prepared(source)
  const value = withinStack(() => run({ roots: rootsOf(scope), locals: [], budget }))
  const json = settle(value)
  if (!isPath) withinStack(() => refuseHugeResult(json))
  return mentionsOptional ? new Optional(json) : value
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

function rootsOf(scope: Scope): JsonObject {
  const { item, index, ...everywhere } = scope
  return { ...everywhere, ...(item === undefined ? {} : { item }), ...(index === undefined ? {} : { index }) }
}

/** Gives back a piece of the data as it is, so its size needs no look. */
function isPath(node: ExpressionNode): boolean {
  if (node.op === 'id') return true
  return (node.op === '.' || node.op === '.?' || node.op === '[]' || node.op === '[?]') && isPath(node.args[0])
}

function mentionsOptional(node: ExpressionNode): boolean {
  return node.op === '.?' || node.op === '[?]' || childrenOf(node).some(mentionsOptional)
}
