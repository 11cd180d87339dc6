import type { Json } from '@/flow/json'
import { compileAccess, compileOptionalAccess, compileRoot, follow, wayOf } from './access'
import { compileCall, compileMethod } from './calls'
import type { ExpressionNode } from './environment'
import { ExpressionError, type Position } from './expression-error'
import { binary, evaluateLogical, negate, not } from './operators'
import type { Locals, Program } from './program'
import { objectFrom, settle, type Value } from './value'

/**
 * An expression becomes a closure over its parsed form. It reads data (own properties only) through `Frame` and
 * nothing else: no global, no prototype, no host function is in reach, because no construct here names one.
 * Every node spends from the budget; every error is placed at the node that raised it.
 */
export function compile(node: ExpressionNode, locals: Locals): Program {
  const position = { start: node.start, end: node.end }
  const program = placed(position, () => compileNode(node, locals))
  if (node.op === 'value' || (node.op === 'id' && locals.has(node.args))) return program // can't fail and costs nothing
  const careful: Program = (frame) => {
    frame.budget.spend(1)
    try {
      return program(frame)
    } catch (error) {
      throw error instanceof ExpressionError ? error.at(position) : error
    }
  }
  const way = wayOf(node, locals)
  return way ? straight(way, careful) : careful
}

/** Most of what is written only reads a field: that is looked up in one go. Where it is not there, the careful way says so. */
function straight(way: readonly string[], careful: Program): Program {
  return (frame) => {
    const found = follow(frame.roots, way)
    if (found === undefined) return careful(frame)
    frame.budget.spend(way.length)
    return found
  }
}

function placed<T>(position: Position, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw error instanceof ExpressionError ? error.at(position) : error
  }
}

function compileNode(node: ExpressionNode, locals: Locals): Program {
  switch (node.op) {
    case 'value':
      return constant(literalOf(node.args))
    case 'id':
      return compileRoot(node.args, locals)
    case '.':
    case '[]':
      return compileAccess(node, locals, compile)
    case '.?':
    case '[?]':
      return compileOptionalAccess(node, locals, compile)
    case 'call':
      return compileCall(node, locals, compile)
    case 'rcall':
      return compileMethod(node, locals, compile)
    case 'list':
      return compileList(node.args, locals)
    case 'map':
      return compileObject(node.args, locals)
    case '?:':
      return compileChoice(node.args, locals)
    case '&&':
    case '||':
      return compileLogical(node.op, node.args, locals)
    case '!_':
      return unary(compile(node.args, locals), not)
    case '-_':
      return unary(compile(node.args, locals), negate)
    default:
      return compileBinary(node.op, node.args, locals)
  }
}

function constant(value: Json): Program {
  return () => value
}

function literalOf(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Uint8Array)
    throw new ExpressionError('syntax', 'Bytes (b"…") are not a value here.', { hint: 'Write the text without the b.' })
  return Number(value) // bigint, or the grammar's unsigned integer
}

function compileList(nodes: ExpressionNode[], locals: Locals): Program {
  const items = nodes.map((node) => compile(node, locals))
  return (frame) => items.map((item) => settle(item(frame)))
}

function compileObject(pairs: [ExpressionNode, ExpressionNode][], locals: Locals): Program {
  const entries = pairs.map(([key, value]) => [compile(key, locals), compile(value, locals)] as const)
  return (frame) => {
    frame.budget.spend(entries.length * 3)
    return objectFrom(entries.map(([key, value]) => [keyOf(key(frame)), settle(value(frame))] as const))
  }
}

function keyOf(value: Value): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new ExpressionError('type', 'The name of a field must be text.')
}

function compileChoice([condition, yes, no]: [ExpressionNode, ExpressionNode, ExpressionNode], locals: Locals): Program {
  const test = compile(condition, locals)
  const whenTrue = compile(yes, locals)
  const whenFalse = compile(no, locals)
  return (frame) => {
    const answer = test(frame)
    if (typeof answer !== 'boolean') {
      throw new ExpressionError('type', 'What stands before the ? must be yes or no.', {
        hint: 'Compare it with something, for example total > 0.',
      })
    }
    return answer ? whenTrue(frame) : whenFalse(frame)
  }
}

function compileLogical(op: '&&' | '||', [left, right]: [ExpressionNode, ExpressionNode], locals: Locals): Program {
  const first = compile(left, locals)
  const second = compile(right, locals)
  const decisive = op === '||'
  return (frame) =>
    evaluateLogical(
      op,
      decisive,
      () => first(frame),
      () => second(frame),
    )
}

function unary(operand: Program, apply: (value: Value) => Json): Program {
  return (frame) => apply(operand(frame))
}

function compileBinary(op: Parameters<typeof binary>[0], [left, right]: [ExpressionNode, ExpressionNode], locals: Locals): Program {
  const first = compile(left, locals)
  const second = compile(right, locals)
  return (frame) => binary(op, first(frame), second(frame), frame.budget)
}
