import { isJsonObject, type Json } from '@/flow/json'
import type { ExpressionNode } from './environment'
import { ExpressionError } from './expression-error'
import { FOREIGN_NAMES } from './foreign-names'
import { bindArguments } from './library/bind-arguments'
import { LIBRARY } from './library/catalogue'
import type { DateValue, WrittenDate } from './library/dates'
import { kindsOf, type LibraryFunction } from './library/define'
import { INTL_COST } from './library/locale'
import { placed } from './library/zones'
import { compileMacro, MACRO_NAMES } from './macros'
import type { Compile, Frame, Locals, Program } from './program'
import { didYouMean } from './suggest'
import { Optional, settle } from './value'

type CallNode = Extract<ExpressionNode, { op: 'call' }>
type MethodNode = Extract<ExpressionNode, { op: 'rcall' }>

/** `f(a, b)` */
export function compileCall(node: CallNode, locals: Locals, compile: Compile): Program {
  const [name, args] = node.args
  if (name === 'has' && args[0]?.op === '.' && args.length === 1) return compileHas(args[0], locals, compile)
  return compileFunction(name, args, locals, compile)
}

/** `a.f(b)`: a macro, a word of optionals, or a function called on its first parameter. */
export function compileMethod(node: MethodNode, locals: Locals, compile: Compile): Program {
  const [name, receiver, args] = node.args
  const constructed = compileOptionalConstructor(name, receiver, args, locals, compile)
  const macro = constructed ?? compileMacro(node, locals, compile)
  if (macro) return macro
  const word = OPTIONAL_WORDS.get(name)
  if (word !== undefined && args.length === word) return compileOptionalWord(name, receiver, args, locals, compile)
  return compileFunction(name, [receiver, ...args], locals, compile)
}

function compileFunction(name: string, args: ExpressionNode[], locals: Locals, compile: Compile): Program {
  const fn = LIBRARY.get(name)
  if (!fn) throw unknownFunction(name)
  refuseWrongCount(fn, args.length)
  const programs = args.map((arg) => compile(arg, locals))
  const written = (index: number) => {
    const arg = args[index] ?? args[0]
    if (!arg) throw new Error('an argument that was evaluated is written somewhere')
    return { source: arg.input.slice(arg.start, arg.end), position: { start: arg.start, end: arg.end } }
  }
  const inZone = Object.hasOwn(fn.params, 'zone')
  return (frame) => {
    const values = programs.map((program) => program(frame))
    const [first] = values
    if (first instanceof Optional && first.value === undefined) return Optional.none
    frame.budget.spend(fn.cost ?? 5)
    for (const value of values) if (typeof value === 'string') frame.budget.readText(value.length)
    const given = bindArguments(fn, values, written, (date) => placedIn(frame, date))
    if (inZone) given.zone ??= zoneOf(frame)
    const result = fn.run(given, frame.budget)
    return first instanceof Optional ? new Optional(result) : result
  }
}

function placedIn(frame: Frame, date: WrittenDate): DateValue {
  const zone = zoneOf(frame) ?? 'UTC'
  if (date.byClocks && zone !== 'UTC') frame.budget.spend(3 * INTL_COST)
  return placed(date, zone)
}

/** Of the flow. Whoever evaluates outside of a flow has none. */
function zoneOf({ roots }: Frame): string | undefined {
  const { timeZone } = isJsonObject(roots.run) ? roots.run : {}
  return typeof timeZone === 'string' ? timeZone : undefined
}

function unknownFunction(name: string): ExpressionError {
  const known = FOREIGN_NAMES.get(name)
  const hint = known ? `Here it is written ${known}.` : didYouMean(name, [...LIBRARY.keys(), ...MACRO_NAMES, ...OPTIONAL_WORDS.keys()])
  return new ExpressionError('syntax', `There is no function called ${name}.`, { hint })
}

function refuseWrongCount(fn: LibraryFunction, count: number): void {
  const types = Object.values(fn.params)
  const least = types.filter((type) => !kindsOf(type).optional).length
  if (count >= least && count <= types.length) return
  const names = Object.entries(fn.params).map(([name, type]) => (kindsOf(type).optional ? `${name}?` : name))
  throw new ExpressionError('syntax', `${fn.name}() is given ${count > types.length ? 'too many' : 'too few'} values.`, {
    hint: `Write ${names[0]}.${fn.name}(${names.slice(1).join(', ')}).`,
  })
}

/** `has(a.b)`: whether b is there; a itself must be. */
function compileHas(access: Extract<ExpressionNode, { op: '.' }>, locals: Locals, compile: Compile): Program {
  const container = compile(access.args[0], locals)
  const key = access.args[1]
  return (frame) => {
    const value = settle(container(frame))
    return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
  }
}

function compileOptionalConstructor(
  name: string,
  receiver: ExpressionNode,
  args: ExpressionNode[],
  locals: Locals,
  compile: Compile,
): Program | undefined {
  if (receiver.op !== 'id' || receiver.args !== 'optional' || locals.has('optional')) return undefined
  const [arg] = args
  if (name === 'none' && !arg) return () => Optional.none
  if ((name !== 'of' && name !== 'ofNonZeroValue') || !arg || args.length > 1) return undefined
  const program = compile(arg, locals)
  return (frame) => {
    const value = settle(program(frame))
    return name === 'ofNonZeroValue' && isZero(value) ? Optional.none : new Optional(value)
  }
}

function isZero(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return !value
}

const OPTIONAL_WORDS: ReadonlyMap<string, number> = new Map([
  ['orValue', 1],
  ['or', 1],
  ['hasValue', 0],
  ['value', 0],
])

function compileOptionalWord(name: string, receiver: ExpressionNode, args: ExpressionNode[], locals: Locals, compile: Compile): Program {
  const subject = compile(receiver, locals)
  const otherwise = args[0] ? compile(args[0], locals) : undefined
  const source = receiver.input.slice(receiver.start, receiver.end)
  return (frame) => {
    const given = subject(frame)
    // `orValue` on something that is never absent is forgiven; null counts as absent, as people expect of JSON.
    const value = given instanceof Optional ? given.value : given
    const present = value !== undefined && value !== null
    if (name === 'hasValue') return present
    if (present) return name === 'or' ? given : value
    if (otherwise) return otherwise(frame)
    throw new ExpressionError('missing', `${source} is empty.`, { path: source })
  }
}
