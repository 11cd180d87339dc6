import type { BinaryOperator } from '@marcbachmann/cel-js'
import type { Json } from '@/flow/json'
import { type Budget, BudgetError } from './budget'
import { cannotBe } from './cannot-be'
import { deepEqual } from './deep-equal'
import { ExpressionError } from './expression-error'
import { isObjectValue, Optional, phraseOf, type Value } from './value'

export function binary(op: BinaryOperator, left: Value, right: Value, budget: Budget): Json {
  switch (op) {
    case '==':
      return equal(left, right, budget)
    case '!=':
      return !equal(left, right, budget)
    case 'in':
      return contains(right, left, budget)
    case '<':
      return compare(op, left, right, budget) < 0
    case '<=':
      return compare(op, left, right, budget) <= 0
    case '>':
      return compare(op, left, right, budget) > 0
    case '>=':
      return compare(op, left, right, budget) >= 0
    case '+':
      return add(left, right, budget)
    default:
      return arithmetic(op, left, right)
  }
}

function equal(left: Value, right: Value, budget: Budget): boolean {
  if (left instanceof Optional || right instanceof Optional) {
    if (!(left instanceof Optional && right instanceof Optional)) return false
    if (left.value === undefined || right.value === undefined) return left.value === right.value
    return deepEqual(left.value, right.value, budget)
  }
  return deepEqual(left, right, budget)
}

function contains(container: Value, item: Value, budget: Budget): boolean {
  if (Array.isArray(container)) return container.some((entry) => equal(entry, item, budget))
  if (isObjectValue(container)) return isPlain(item) && Object.hasOwn(container, String(item))
  const hint = typeof container === 'string' ? 'For a part of a text, write text.contains("part").' : undefined
  throw new ExpressionError('type', `"in" looks into a list or an object, and this is ${phraseOf(container)}.`, { hint })
}

function compare(op: string, left: Value, right: Value, budget: Budget): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') {
    budget.readText(Math.min(left.length, right.length))
    return left < right ? -1 : left > right ? 1 : 0
  }
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right)
  throw mismatch(op, left, right)
}

function add(left: Value, right: Value, budget: Budget): Json {
  if (typeof left === 'number' && typeof right === 'number') return finite(left + right)
  if (Array.isArray(left) && Array.isArray(right)) {
    budget.claimItems(left.length + right.length)
    return [...left, ...right]
  }
  if ((typeof left === 'string' || typeof right === 'string') && isPlain(left) && isPlain(right)) {
    const [head, tail] = [String(left), String(right)]
    budget.claimText(head.length + tail.length)
    return head + tail
  }
  throw mismatch('+', left, right)
}

function isPlain(value: Value): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function arithmetic(op: '-' | '*' | '/' | '%', left: Value, right: Value): number {
  if (typeof left !== 'number' || typeof right !== 'number') throw mismatch(op, left, right)
  switch (op) {
    case '-':
      return finite(left - right)
    case '*':
      return finite(left * right)
    case '/':
      if (right === 0) throw new ExpressionError('failed', `${left} can't be divided by zero.`)
      return finite(left / right)
    case '%':
      if (right === 0) throw new ExpressionError('failed', `${left} can't be divided by zero.`)
      return finite(left % right)
  }
}

export function finite(value: number): number {
  if (Number.isFinite(value)) return value === 0 ? 0 : value
  throw new ExpressionError('failed', 'The result is too large to be a number.')
}

export function negate(value: Value): Json {
  if (typeof value === 'number') return value === 0 ? 0 : -value
  throw new ExpressionError('type', `Only a number can be made negative, and this is ${phraseOf(value)}.`)
}

export function not(value: Value): Json {
  if (typeof value === 'boolean') return !value
  throw new ExpressionError('type', `Only yes or no can be turned around with !, and this is ${phraseOf(value)}.`)
}

/** As CEL has it: whichever side decides wins, even when the other side fails. */
export function evaluateLogical(op: string, decisive: boolean, first: () => Value, second: () => Value): boolean {
  const left = attempt(first)
  if (left === decisive) return decisive
  const right = attempt(second)
  if (right === decisive) return decisive
  for (const side of [left, right]) {
    if (side instanceof ExpressionError) throw side
    if (typeof side !== 'boolean') {
      throw new ExpressionError('type', `Both sides of ${op} must be yes or no, and one is ${phraseOf(side)}.`, {
        hint: 'Compare it with something, for example total > 0.',
      })
    }
  }
  return !decisive
}

export function attempt(evaluate: () => Value): Value | ExpressionError {
  try {
    return evaluate()
  } catch (error) {
    if (error instanceof ExpressionError && !(error instanceof BudgetError)) return error
    throw error
  }
}

function mismatch(op: string, left: Value, right: Value): ExpressionError {
  const words = `${sideInWords(left)} and ${sideInWords(right)} ${cannotBe(op)}.`
  return new ExpressionError(
    'type',
    words.replace(/^./, (c) => c.toUpperCase()),
    { hint: hintFor(op, left, right) },
  )
}

function sideInWords(value: Value): string {
  if (value === null) return 'an empty value'
  return typeof value === 'boolean' ? 'a yes or no' : phraseOf(value)
}

function hintFor(op: string, left: Value, right: Value): string | undefined {
  if (left === null || right === null) return 'One side is empty. Say what counts then: write .orValue(0) behind it.'
  if (left instanceof Optional || right instanceof Optional) return 'Say what counts when it is missing: write .orValue(0) behind it.'
  if (op !== '+' && (typeof left === 'string' || typeof right === 'string')) return 'Turn text into a number with toNumber().'
  if (op === '+' && (typeof left === 'string' || typeof right === 'string')) return 'Turn it into text with join(", ") or toJson().'
  return undefined
}
