import type { Json } from '@/flow/json'
import type { ExpressionNode } from './environment'
import { ExpressionError } from './expression-error'
import { attempt } from './operators'
import type { Compile, Frame, Locals, Program } from './program'
import { isObjectValue, Optional, objectFrom, phraseOf, settle, type Value } from './value'

/**
 * Words that evaluate one of their arguments once an entry: `list.map(x, x.name)`. Over an object they walk its keys.
 * With two variables the first is the index (or key) and the second the entry.
 */
type MethodNode = Extract<ExpressionNode, { op: 'rcall' }>

/** One round an entry: `begin` sets the variables to it, then the bodies are evaluated. No generator: this is the hot loop. */
type Rounds = {
  count: number
  begin(index: number): void
  keyAt(index: number): Json
  entryAt(index: number): Json
  bodies: Program[]
  frame: Frame
}
type Macro = { variables: 1 | 2; bodies: number; run(rounds: Rounds): Value }

const MACROS: Readonly<Record<string, readonly Macro[]>> = {
  all: bothForms(1, (rounds) => decide(rounds, false)),
  exists: bothForms(1, (rounds) => decide(rounds, true)),
  existsOne: bothForms(1, existsOne),
  exists_one: bothForms(1, existsOne),
  filter: [{ variables: 1, bodies: 1, run: (rounds) => collect(rounds, 0, undefined) }],
  map: [
    { variables: 1, bodies: 1, run: (rounds) => collect(rounds, undefined, 0) },
    { variables: 1, bodies: 2, run: (rounds) => collect(rounds, 0, 1) },
  ],
  transformList: [
    { variables: 2, bodies: 1, run: (rounds) => collect(rounds, undefined, 0) },
    { variables: 2, bodies: 2, run: (rounds) => collect(rounds, 0, 1) },
  ],
  transformMap: [
    { variables: 2, bodies: 1, run: (rounds) => collectObject(rounds, undefined, 0) },
    { variables: 2, bodies: 2, run: (rounds) => collectObject(rounds, 0, 1) },
  ],
}

export const MACRO_NAMES: readonly string[] = ['has', ...Object.keys(MACROS), 'bind', 'optMap', 'optFlatMap']

export type MacroForm = {
  variables: string[]
  bodies: ExpressionNode[]
  receiver: ExpressionNode
  macro: Macro | 'bind' | 'optMap' | 'optFlatMap'
}

/** The macro a call is, with the names it brings in: also what the search for references needs to know. */
export function macroFormOf(node: MethodNode): MacroForm | undefined {
  const [name, receiver, args] = node.args
  const [first, second, third] = args
  if (name === 'bind' && receiver.op === 'id' && receiver.args === 'cel' && first?.op === 'id' && second && third) {
    return { variables: [first.args], receiver: second, bodies: [third], macro: 'bind' }
  }
  if ((name === 'optMap' || name === 'optFlatMap') && first?.op === 'id' && second && !third) {
    return { variables: [first.args], receiver, bodies: [second], macro: name }
  }
  for (const macro of Object.hasOwn(MACROS, name) ? (MACROS[name] ?? []) : []) {
    const variables = args.slice(0, macro.variables).flatMap((arg) => (arg.op === 'id' ? [arg.args] : []))
    if (args.length === macro.variables + macro.bodies && variables.length === macro.variables) {
      return { variables, receiver, bodies: args.slice(macro.variables), macro }
    }
  }
  return undefined
}

export function compileMacro(node: MethodNode, locals: Locals, compile: Compile): Program | undefined {
  const form = macroFormOf(node)
  if (!form) {
    const name = node.args[0]
    if (Object.hasOwn(MACROS, name)) throw new ExpressionError('syntax', `${name}() is written like list.${name}(x, x.total > 10).`)
    return undefined
  }
  const receiver = compile(form.receiver, locals)
  // Not `locals.size`: a shadowed name still owns the slot of the loop around it.
  const free = Math.max(-1, ...locals.values()) + 1
  const slots = form.variables.map((_, index) => free + index)
  const inner = new Map([...locals, ...form.variables.map((name, index) => [name, slots[index] ?? 0] as const)])
  const bodies = form.bodies.map((body) => compile(body, inner))
  const { macro } = form
  if (typeof macro === 'string') return compileSingle(macro, receiver, slots[0] ?? 0, bodies[0] ?? receiver)
  return (frame) => macro.run(roundsOf(frame, receiver(frame), slots, bodies))
}

function compileSingle(macro: 'bind' | 'optMap' | 'optFlatMap', receiver: Program, slot: number, body: Program): Program {
  return (frame) => {
    const given = receiver(frame)
    if (macro !== 'bind' && given instanceof Optional && given.value === undefined) return Optional.none
    frame.locals[slot] = settle(given)
    const result = body(frame)
    return macro === 'optMap' ? new Optional(settle(result)) : result
  }
}

function roundsOf(frame: Frame, given: Value, slots: number[], bodies: Program[]): Rounds {
  const [first = 0, second] = slots
  const { keyAt, entryAt, count } = entriesOf(settle(given), frame, second !== undefined)
  const only = second === undefined ? entryAt : keyAt
  const begin = (index: number) => {
    frame.budget.spend(1)
    frame.locals[first] = only(index)
    if (second !== undefined) frame.locals[second] = entryAt(index)
  }
  return { count, begin, keyAt, entryAt, bodies, frame }
}

/** With one variable, the entry of an object is its key. */
function entriesOf(value: Json, { budget }: Frame, pairs: boolean): Pick<Rounds, 'count' | 'keyAt' | 'entryAt'> {
  if (Array.isArray(value)) return { count: value.length, keyAt: (index) => index, entryAt: (index) => value[index] ?? null }
  if (isObjectValue(value)) {
    const keys = Object.keys(value)
    budget.walkKeys(keys.length)
    const keyAt = (index: number) => keys[index] ?? ''
    return { count: keys.length, keyAt, entryAt: pairs ? (index) => value[keyAt(index)] ?? null : keyAt }
  }
  throw new ExpressionError(value === null ? 'missing' : 'type', `Only a list can be gone through, and this is ${phraseOf(value)}.`, {
    hint: value === null ? 'Say what to use when it is empty: write .orValue([]) behind it.' : undefined,
  })
}

function evaluate({ bodies, frame }: Rounds, body: number): Value {
  return bodies[body]?.(frame) ?? null
}

/** As CEL has it: an entry that decides wins over entries that fail. */
function decide(rounds: Rounds, decisive: boolean): boolean {
  let failure: ExpressionError | undefined
  for (let index = 0; index < rounds.count; index++) {
    rounds.begin(index)
    const answer = attempt(() => truthOf(evaluate(rounds, 0)))
    if (answer === decisive) return decisive
    if (answer instanceof ExpressionError) failure ??= answer
  }
  if (failure) throw failure
  return !decisive
}

function existsOne(rounds: Rounds): boolean {
  let count = 0
  for (let index = 0; index < rounds.count; index++) {
    rounds.begin(index)
    if (truthOf(evaluate(rounds, 0))) count++
  }
  return count === 1
}

function collect(rounds: Rounds, condition: number | undefined, transform: number | undefined): Json[] {
  const result: Json[] = []
  for (let index = 0; index < rounds.count; index++) {
    rounds.begin(index)
    if (condition !== undefined && !truthOf(evaluate(rounds, condition))) continue
    result.push(transform === undefined ? rounds.entryAt(index) : settle(evaluate(rounds, transform)))
  }
  return result
}

function collectObject(rounds: Rounds, condition: number | undefined, transform: number): Json {
  const entries: [string, Json][] = []
  for (let index = 0; index < rounds.count; index++) {
    rounds.begin(index)
    if (condition !== undefined && !truthOf(evaluate(rounds, condition))) continue
    entries.push([String(rounds.keyAt(index)), settle(evaluate(rounds, transform))])
  }
  return objectFrom(entries)
}

function truthOf(value: Value): boolean {
  if (typeof value === 'boolean') return value
  throw new ExpressionError('type', `The condition must be yes or no, and this is ${phraseOf(value)}.`, {
    hint: 'Compare it with something, for example x.total > 10.',
  })
}

function bothForms(bodies: number, run: Macro['run']): Macro[] {
  return [
    { variables: 1, bodies, run },
    { variables: 2, bodies, run },
  ]
}
