import { describe, expect, it } from 'vitest'
import { testIsolates } from './testing'

/** T1–T4 of code: nothing of the host is in reach, and nothing of one call is left for the next. */
const { javascript, jsonata } = testIsolates()

describe('code finds nothing of the world around it', () => {
  it.each([
    ['the system', "require('child_process')", "'require' is not defined"],
    ['the process', 'process.binding("fs")', "'process' is not defined"],
    ['the environment', 'process.env', "'process' is not defined"],
    ['a package', "await import('node:fs')", "could not load module 'node:fs'"],
    ['a file', "await import('/proc/self/environ')", "could not load module '/proc/self/environ'"],
    ['the module', 'import.meta.url', 'code_syntax'],
    ['WebAssembly', 'new WebAssembly.Module(new Uint8Array(8))', "'WebAssembly' is not defined"],
    ['the network', "await fetch('http://127.0.0.1')", "'fetch' is not defined"],
    ['a socket', "new WebSocket('ws://127.0.0.1')", "'WebSocket' is not defined"],
    ['a timer', 'setTimeout(() => {})', "'setTimeout' is not defined"],
    ['a worker', "new Worker('x')", "'Worker' is not defined"],
    ['the engine', 'std.getenviron()', "'std' is not defined"],
  ])('%s', async (_, code, message) => {
    const failed = await javascript(`return ${code}`).catch((error) => `${error.code}: ${error.message}`)
    expect(failed).toContain(message)
  })

  it.each([
    ['a constructor', "({}).constructor.constructor('return this')()"],
    ['a method', "[].map.constructor('return this')()"],
    ['an async function', "await (async () => {}).constructor('return globalThis')()"],
    ['a generator', "(function* () {}).constructor('yield globalThis')().next().value"],
    ['the printer', "console.log.constructor('return this')()"],
    ['an error of the engine', "(() => { try { null.x } catch (e) { return e.constructor.constructor('return this')() } })()"],
    ['Reflect', "Reflect.construct(Function, ['return this'])()"],
    ['eval', '(0, eval)("this")'],
  ])('however it gets at the global object: %s', async (_, code) => {
    const names = await javascript(`return Object.getOwnPropertyNames(${code}).filter((name) => !/^[A-Z]/.test(name)).sort()`)
    expect(names).toEqual([
      'console',
      'decodeURI',
      'decodeURIComponent',
      'encodeURI',
      'encodeURIComponent',
      'escape',
      'eval',
      'globalThis',
      'isFinite',
      'isNaN',
      'parseFloat',
      'parseInt',
      'undefined',
      'unescape',
    ])
  })

  it('what it is given is data: getters, prototypes and functions do not come along', async () => {
    const trap = JSON.parse('{"__proto__": {"polluted": true}, "toString": 1, "constructor": {"prototype": {"polluted": true}}}')
    Object.defineProperty(trap, 'now', { enumerable: true, get: () => 'read once' })
    expect(
      await javascript(
        `return [
          Object.keys(input), input.polluted === undefined, ({}).polluted === undefined,
          Object.getOwnPropertyDescriptor(input, 'now').get === undefined
        ]`,
        { input: trap },
      ),
    ).toEqual([['__proto__', 'toString', 'constructor', 'now'], true, true, true])
  })

  it('names that mean something to the host come back as plain data', async () => {
    const made = await javascript(`return JSON.parse('{"__proto__": {"x": 1}, "then": 2, "toJSON": 3}')`)
    expect(Object.keys(made as object)).toEqual(['__proto__', 'then', 'toJSON'])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})

describe('an expression finds nothing of the world around it', () => {
  it.each([
    "constructor.constructor('return process')()",
    "$.constructor('return process')()",
    '$sum.constructor',
    '$lookup($, "constructor")',
    '$lookup($lookup($, "__proto__"), "constructor")',
    '__proto__.constructor',
    '$string.constructor.constructor("return this")()',
    '($f := function($x) { $x }; $f.constructor)',
    '$eval("constructor")',
    '$each($, function($v, $k) { $v.constructor })',
    'process',
    '$process',
    'globalThis.process.env',
  ])('%s', async (expression) => {
    const result = await jsonata(expression, { input: { a: 1 } }).catch((error) => {
      expect(error).toMatchObject({ retry: false, code: expect.stringMatching(/^code_(failed|syntax|not_data)$/) })
      return null
    })
    expect(result).toBeNull()
  })
})

describe('the next call finds no trace of the one before (T3)', () => {
  const spoil = `Array.prototype.map = () => 'spoilt'
    Object.prototype.polluted = true
    JSON.stringify = () => '"spoilt"'
    JSON.parse = () => 'spoilt'
    Promise.prototype.then = () => 'spoilt'
    String.prototype.slice = () => 'spoilt'
    globalThis.left = 'behind'
    console.log = () => {}
    return 1`
  const look = `return [[1].map((n) => n), ({}).polluted === undefined, typeof left, JSON.parse('1'), 'abc'.slice(1)]`
  const clean = [[1], true, 'undefined', 1, 'bc']

  it.each([
    ['of another workspace', 'two'],
    ['of the same workspace', 'one'],
  ])('%s', async (_, workspaceId) => {
    expect(await javascript(spoil, { workspaceId: 'one' })).toBe(1)
    for (let call = 0; call < 3; call++) expect(await javascript(look, { workspaceId })).toEqual(clean)
  })

  it('of an expression', async () => {
    const spoiling = '($merge([$, {"__proto__": {"polluted": true}}]); $ ~> |$|{"__proto__": {"polluted": true}}|)'
    await jsonata(spoiling, { input: { a: 1 } }).catch(() => null)
    expect(await jsonata('polluted', { input: {} })).toBeNull()
    expect(await javascript('return ({}).polluted ?? null')).toBeNull()
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
