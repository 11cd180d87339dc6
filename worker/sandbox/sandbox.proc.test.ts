import { describe, expect, it } from 'vitest'
import { definitionOf } from '@/connectors/catalogue'
import { manifest } from '@/connectors/manifest'
import type { Capabilities } from '@/flow/define/capabilities'
import type { JsonObject } from '@/flow/json'
import { testIsolates } from './testing'

const { javascript, jsonata } = testIsolates()

describe('JavaScript', () => {
  it('gets its input and gives what it returns', async () => {
    const logs: string[] = []
    const code =
      'const net = input.lines.map((line) => line.net)\nconsole.log("net", net, { of: 2 })\nreturn { net: await Promise.all(net) }'
    expect(await javascript(code, { input: { lines: [{ net: 1 }, { net: 2.5 }] }, logs })).toEqual({ net: [1, 2.5] })
    expect(logs).toEqual(['net [1,2.5] {"of":2}'])
  })

  it.each([
    ['nothing', '', null],
    ['undefined within', 'return { a: undefined, b: [undefined] }', { b: [null] }],
    ['a date', 'return new Date(0)', '1970-01-01T00:00:00.000Z'],
    ['a map', 'return new Map([["a", 1]])', { a: 1 }],
    ['a set', 'return new Set([1, 1, 2])', [1, 2]],
    ['a big number', 'return [12n, 12345678901234567890n]', [12, '12345678901234567890']],
    ['no number', 'return 0 / 0', null],
    ['all of Unicode', 'return "é 漢 🎉 \\u0000 \\u2028"', 'é 漢 🎉 \u0000 \u2028'],
    ['times in UTC', 'return new Date(0).getHours()', 0],
    ['text after a comment', 'return 1 // one', 1],
  ])('returns %s', async (_, code, output) => {
    expect(await javascript(code)).toEqual(output)
  })

  it.each([
    ['a bracket too few', 'const a = 1\nreturn (a +', 'code_syntax', 'The code can’t be read at line 3'],
    ['a name that is not there', 'const a = 1\n\nreturn b', 'code_failed', "The code failed at line 3: ReferenceError: 'b' is not defined"],
    ['deep inside', 'const f = () => {\n  throw new Error("no total")\n}\nf()', 'code_failed', 'The code failed at line 2: no total'],
    ['after an await', 'await null\nnull.x', 'code_failed', 'The code failed at line 2: TypeError: cannot read property'],
    ['something else thrown', 'throw { total: 1 }', 'code_failed', 'The code failed: {"total":1}'],
    ['a circle', 'const a = {}\na.a = a\nreturn a', 'code_not_data', 'What is returned can’t be passed on: circular reference.'],
    ['a function', 'return () => 1', 'code_not_data', 'What is returned can’t be passed on: a function is no data.'],
  ])('says what is wrong and where: %s', async (_, code, kind, message) => {
    await expect(javascript(code)).rejects.toMatchObject({
      code: kind,
      message: expect.stringContaining(message),
      hint: expect.stringMatching(/\w{5}/),
      retry: false,
    })
  })

  it.each([
    ['return fetch("x")', 'HTTP request'],
    ['return total', 'write input.total'],
    ['return require("fs")', 'no packages'],
    ['setTimeout(() => 1)', 'the step Wait'],
    ['return steps.a', 'input.name'],
  ])('%s: says what to do in its place', async (code, hint) => {
    await expect(javascript(code)).rejects.toMatchObject({ hint: expect.stringContaining(hint) })
  })
})

describe('JSONata', () => {
  const input = {
    lines: [
      { item: 'Paper', net: 100 },
      { item: 'Pens', net: 20.5 },
    ],
  }

  it.each([
    ['$sum(lines.net)', 120.5],
    ['lines[net > 50].item', 'Paper'],
    ['lines.{ "name": item }', [{ name: 'Paper' }, { name: 'Pens' }]],
    ['nothing', null],
    ['{ "f": function($x) { $x }, "n": 1 }', { n: 1 }],
  ])('%s', async (expression, output) => {
    expect(await jsonata(expression, { input })).toEqual(output)
  })

  it.each([
    ['lines[net > ', 'code_syntax', 'The expression can’t be read at line 1'],
    ['(\n  $a := 1;\n  $nothing(1)\n)', 'code_failed', 'The expression failed at line 3'],
    ['"a" * 2', 'code_failed', 'The expression failed at line 1'],
  ])('%s: says what is wrong and where', async (expression, code, message) => {
    await expect(jsonata(expression, { input })).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
  })
})

const nodes = Object.values(manifest.nodes).filter(({ connector }) => connector === 'code')

it.each(nodes.flatMap(({ type, examples }) => examples.map((example) => ({ type, ...example }))))(
  '$type gives what its example says',
  async ({ type, input, output }) => {
    const definition = definitionOf(type)
    if (definition?.kind !== 'action') throw new Error(`${type} is no action`)
    const compute: Capabilities['compute'] = {
      javascript: ({ code, ...more }) => javascript(code, more),
      jsonata: ({ code, ...more }) => jsonata(code, more),
    }
    const made = await definition.run({
      input: definition.input.parse(input) as JsonObject,
      use: { compute } as never as Capabilities, // it is given nothing else to use
      connection: null,
      idempotencyKey: 'run-1/step',
      attempt: 1,
      signal: new AbortController().signal,
    })
    expect(made).toEqual(output)
  },
)
