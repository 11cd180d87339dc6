import { expect, it } from 'vitest'
import { evaluate } from '../expressions/evaluate'
import { ExpressionError } from '../expressions/expression-error'
import { LIBRARY } from '../expressions/library/catalogue'
import { kindsOf } from '../expressions/library/define'
import { emptyScope } from '../expressions/testing'
import { kindOf } from '../expressions/value'
import type { Json, JsonObject } from '../json'
import { readText } from './read-text'
import { UNKNOWN } from './type'
import { typeOfText } from './type-of-text'
import { learnedFrom, typeOfValue } from './type-of-value'

const ROUNDS = 2_000

it('raises no false alarm: what works on a sample is not called wrong', () => {
  const random = randomFrom(7)
  let worked = 0
  for (let round = 0; round < ROUNDS; round++) {
    const data = randomRecord(random, 3)
    const source = expressionOver(random, data, 3)
    const value = attempt(source, data)
    if (value === undefined) continue
    worked++
    for (const type of [learnedFrom(data), typeOfValue(data)]) {
      const { issues, type: result } = typeOfText(readText(`{{ ${source} }}`), { steps: {}, trigger: type, vars: UNKNOWN })
      // A branch that wasn't taken may be wrong all the same: then it is said, if it follows from what is declared.
      const alarms = issues.filter(
        ({ code, isSure }) => code !== 'may-be-empty' && code !== 'never-equal' && !(isSure && / \? |orValue/.test(source)),
      )
      expect(alarms, `${source} over ${JSON.stringify(data)}`).toEqual([])
      // What it gives is among what was said it may give.
      if (result.kinds === null) continue
      const kind = kindOf(value)
      const foretold = kind === 'nothing' ? result.maybeEmpty : kind !== 'optional' && result.kinds.has(kind)
      expect(foretold, `${source} gives ${JSON.stringify(value)} over ${JSON.stringify(data)}`).toBe(true)
    }
  }
  expect(worked).toBeGreaterThan(ROUNDS / 6)
})

it('calls never equal only what is not', () => {
  const random = randomFrom(5)
  let said = 0
  for (let round = 0; round < ROUNDS; round++) {
    const data = randomRecord(random, 2)
    const op = pick(random, ['==', '!='])
    const source = `${expressionOver(random, data, 1)} ${op} ${expressionOver(random, data, 1)}`
    const value = attempt(source, data)
    if (value === undefined) continue
    for (const type of [learnedFrom(data), typeOfValue(data)]) {
      const { issues } = typeOfText(readText(`{{ ${source} }}`), { steps: {}, trigger: type, vars: UNKNOWN })
      const whole = issues.find(({ code, position }) => code === 'never-equal' && position.start <= 3 && position.end === 3 + source.length)
      if (!whole) continue
      said++
      expect(value, `${source} over ${JSON.stringify(data)}`).toBe(op === '!=')
    }
  }
  expect(said).toBeGreaterThan(100)
})

it('of what it says that it is never in a list never is', () => {
  const random = randomFrom(13)
  let said = 0
  for (let round = 0; round < ROUNDS; round++) {
    const data = randomRecord(random, 3)
    const source = `${expressionOver(random, data, 1)} in [${expressionOver(random, data, 1)}]`
    const isIn = attempt(source, data)
    if (isIn === undefined) continue
    for (const type of [learnedFrom(data), typeOfValue(data)]) {
      const { issues } = typeOfText(readText(`{{ ${source} }}`), { steps: {}, trigger: type, vars: UNKNOWN })
      const whole = issues.find(({ code, position }) => code === 'never-equal' && position.start <= 3 && position.end === 3 + source.length)
      if (!whole) continue
      said++
      expect(isIn, `${source} over ${JSON.stringify(data)}`).toBe(false)
    }
  }
  expect(said).toBeGreaterThan(100)
})

it('says before what fails for its type', () => {
  const random = randomFrom(11)
  let failed = 0
  let said = 0
  for (let round = 0; round < ROUNDS; round++) {
    const data = randomRecord(random, 2)
    const source = expressionOver(random, data, 1)
    const error = failure(source, data)
    if (error?.code !== 'type') continue
    failed++
    const { issues } = typeOfText(readText(`{{ ${source} }}`), { steps: {}, trigger: typeOfValue(data), vars: UNKNOWN })
    if (issues.length > 0) said++
  }
  expect(failed).toBeGreaterThan(100)
  expect(said / failed).toBeGreaterThan(0.9)
})

type Random = () => number

function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

function pick<T>(random: Random, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)]
  if (one === undefined) throw new Error('there is something to pick')
  return one
}

function attempt(source: string, trigger: Json): Json | undefined {
  try {
    return evaluate(source, emptyScope({ trigger }))
  } catch (error) {
    if (error instanceof ExpressionError) return undefined
    throw error
  }
}

function failure(source: string, trigger: Json): ExpressionError | undefined {
  try {
    evaluate(source, emptyScope({ trigger }))
    return undefined
  } catch (error) {
    if (error instanceof ExpressionError) return error
    throw error
  }
}

const NAMES = ['a', 'b', 'c', 'd', 'total']

function randomRecord(random: Random, depth: number): JsonObject {
  return Object.fromEntries(NAMES.filter(() => random() < 0.8).map((name) => [name, randomJson(random, depth - 1)]))
}

function randomJson(random: Random, depth: number): Json {
  const kind = pick(
    random,
    depth > 0 ? ['text', 'number', 'bool', 'null', 'list', 'object', 'date'] : ['text', 'number', 'bool', 'null', 'date'],
  )
  switch (kind) {
    case 'text':
      return pick(random, ['Ada', '12', '', 'x,y'])
    case 'date':
      return '2026-03-31'
    case 'number':
      return pick(random, [0, 1, -3.5, 1000])
    case 'bool':
      return random() < 0.5
    case 'list':
      return Array.from({ length: Math.floor(random() * 3) }, () => randomJson(random, depth - 1))
    case 'object':
      return randomRecord(random, depth)
    default:
      return null
  }
}

const FUNCTIONS = [...LIBRARY.values()]

/** Mostly over fields that are there, so that a good part of them works. */
function expressionOver(random: Random, data: JsonObject, depth: number): string {
  const inner = () => (depth > 0 && random() < 0.7 ? expressionOver(random, data, depth - 1) : leaf(random, data))
  const shape = Math.floor(random() * 12)
  switch (shape) {
    case 0:
      // Without && and ||: “a text, or else true” does work, and is no less a mistake.
      return `(${inner()} ${pick(random, ['+', '-', '*', '<', '>=', '==', '!=', 'in'])} ${inner()})`
    case 1:
      return `(${inner()} ? ${inner()} : ${inner()})`
    case 2:
      return `[${inner()}, ${inner()}]`
    case 3:
      return `{"k": ${inner()}, "l": ${inner()}}.k`
    case 4:
      return `${inner()}.map(x, ${pick(random, ['x', 'x.a', 'x + 1', 'x.?b'])})`
    case 5:
      return `${inner()}.filter(x, ${pick(random, ['x != null', 'x.a > 0', 'true', 'has(x.a)'])})`
    case 6:
      return `${inner()}.orValue(${leaf(random, data)})`
    case 7:
      return `${inner()}${pick(random, ['[0]', '.first()', '.last()', '.a', '.?a', '.?a.b', '["b"]'])}`
    case 8:
      return `${pick(random, ['!', '-'])}(${inner()})`
    case 9:
    case 10: {
      const fn = pick(random, FUNCTIONS)
      const given = Object.values(fn.params).filter((type, at) => at === 0 || !kindsOf(type).optional || random() < 0.3)
      return `${fn.name}(${given.map(() => inner()).join(', ')})`
    }
    default:
      return leaf(random, data)
  }
}

function leaf(random: Random, data: JsonObject): string {
  if (random() < 0.25) return pick(random, ['1', '"x"', 'true', 'null', '[]', '"2026-01-31"', '{}'])
  const names = Object.keys(data)
  const first = names.length > 0 && random() < 0.95 ? pick(random, names) : 'zzz'
  const value = data[first]
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  const path = isRecord && random() < 0.6 && Object.keys(value).length > 0 ? `${first}.${pick(random, Object.keys(value))}` : first
  return `trigger.${random() < 0.15 ? '?' : ''}${path}`
}
