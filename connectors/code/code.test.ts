import { describe, expect, it } from 'vitest'
import { misfitsOf } from '@/flow/checks/misfits'
import type { Capabilities, Computation } from '@/flow/define/capabilities'
import type { Json, JsonObject } from '@/flow/json'
import { definitionOf } from '../catalogue'
import { manifest } from '../manifest'

/** What a node asks to be computed. */
function asked(type: string, params: JsonObject): Computation {
  const definition = definitionOf(type)
  if (definition?.kind !== 'action') throw new Error(`${type} is no action`)
  let computation: Computation | null = null
  const take = async (given: Computation) => {
    computation = given
    return null
  }
  definition.run({
    input: definition.input.parse(params) as JsonObject,
    use: { compute: { javascript: take, jsonata: take } } as never as Capabilities, // it is given nothing else to use
    connection: null,
    idempotencyKey: 'run-1/step',
    attempt: 1,
    signal: new AbortController().signal,
  })
  if (!computation) throw new Error('nothing was asked')
  return computation
}

const inputOf = (...inputs: JsonObject[]) => asked('code.javascript', { inputs, code: 'return 1' }).input

describe('code.javascript', () => {
  it.each<[string, Json, Json]>([
    ['any', { a: 1 }, { a: 1 }],
    ['number', '90.50', 90.5],
    ['number', 7, 7],
    ['text', 7, '7'],
    ['boolean', 'true', true],
    ['date', '2026-12-15', '2026-12-15'],
    ['list', [1], [1]],
    ['record', {}, {}],
    ['number', null, null],
  ])('an input declared as %s: %j is %j', (type, value, given) => {
    expect(inputOf({ name: 'it', type, value })).toEqual({ it: given })
  })

  it.each<[string, Json, string]>([
    ['number', 'n/a', 'The input “it” is to be a number and is “n/a”.'],
    ['number', [], 'The input “it” is to be a number and is nothing.'],
    ['text', { a: 1 }, 'The input “it” is to be a text and is {"a":1}.'],
    ['boolean', 1, 'The input “it” is to be yes or no and is 1.'],
    ['date', 'soon', 'The input “it” is to be a date and is “soon”.'],
    ['list', { a: 1 }, 'is to be a list'],
    ['record', [1], 'is to be a record'],
  ])('one declared as %s is not %j', (type, value, message) => {
    expect(() => inputOf({ name: 'it', type, value })).toThrow(message)
  })

  it('names are names of JavaScript, each once; one without a name is not there yet', () => {
    expect(() => inputOf({ name: 'a', value: 1 }, { name: ' a ', value: 2 })).toThrow('The input “a” is there twice.')
    expect(() => inputOf({ name: 'net total', value: 1 })).toThrow('A name has letters')
    expect(inputOf({ name: '', value: '' }, { name: 'größe', value: 1 })).toEqual({ größe: 1 })
    expect(Object.keys(inputOf({ name: '__proto__', value: { x: 1 } }) as JsonObject)).toEqual(['__proto__'])
  })

  it('the form knows the same names', () => {
    const input = manifest.nodes['code.javascript']?.input ?? {}
    const named = (name: string) => misfitsOf({ inputs: [{ name, type: 'list', value: '{{ trigger }}' }], code: 'return `{{ 1 }}`' }, input)
    expect(['nets', ' größe ', '$_1', ''].flatMap(named)).toEqual([])
    for (const name of ['net total', '1st', 'a.b', 'a-b']) expect(named(name)).toHaveLength(1)
  })

  it('limits are those asked for, within bounds', () => {
    expect(asked('code.javascript', { code: 'x' })).toMatchObject({ seconds: 5, memoryMb: 64 })
    expect(asked('code.javascript', { code: 'x', seconds: 60, memoryMb: 256 })).toMatchObject({ seconds: 60, memoryMb: 256 })
    expect(() => asked('code.javascript', { code: 'x', seconds: 61 })).toThrow()
    expect(() => asked('code.javascript', { code: 'x', memoryMb: 1_000 })).toThrow()
  })
})

it('code.transform gives its data and its expression as they are', () => {
  expect(asked('code.transform', { data: { a: [1] }, expression: '$sum(a)' })).toMatchObject({ input: { a: [1] }, code: '$sum(a)' })
})
