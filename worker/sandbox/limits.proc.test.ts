import { describe, expect, it } from 'vitest'
import { residentBytes } from '../capabilities/documents/resident-bytes'
import { testIsolates } from './testing'

const { javascript, jsonata } = testIsolates()

describe('code that does not end is ended', () => {
  it.each([
    ['an endless loop', 'const n = 0\n\nfor (;;) {\n  Math.abs(n)\n}', 4],
    ['promises that beget promises', 'const again = () => Promise.resolve().then(again)\nreturn again()', null],
    ['an endless await', 'for (;;) await null', null],
    ['a getter in the result', 'return { get x() { for (;;); } }', 1],
    ['a toJSON in the result', 'return { toJSON() { for (;;); } }', 1],
    ['a pattern that backtracks', 'return /^(a+)+$/.test("a".repeat(40) + "b")', 1],
    ['one that catches everything', 'for (;;) { try { for (;;); } catch {} }', 1],
  ])('%s', async (_, code, line) => {
    const at = line === null ? /was stopped( near line \d)? after/ : `was stopped near line ${line} after`
    await expect(javascript(code, { seconds: 0.15 })).rejects.toMatchObject({
      code: 'code_too_slow',
      retry: false,
      message: expect.stringMatching(at),
      hint: expect.stringMatching(/\w{5}/),
    })
  })

  it('what it printed until then is not lost', async () => {
    const logs: string[] = []
    await expect(javascript('console.log("so far"); for (;;);', { seconds: 0.15, logs })).rejects.toMatchObject({ code: 'code_too_slow' })
    expect(logs).toEqual(['so far'])
  })

  it('work of the engine that can’t be interrupted ends with its process', async () => {
    await expect(
      javascript('const long = "x".repeat(2e7)\nreturn long.split("").sort().join("").length', { seconds: 0.15, memoryMb: 256 }),
    ).rejects.toMatchObject({
      code: expect.stringMatching(/^code_too_(slow|much_memory)$/),
    })
    expect(await javascript('return 1')).toBe(1)
  })

  it.each([
    ['an expression that calls itself', '($f := function() { $f() }; $f())'],
    ['a pattern that backtracks', '$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", /^(a+)+$/)'],
  ])('%s', async (_, expression) => {
    await expect(jsonata(expression, { seconds: 0.15 })).rejects.toMatchObject({
      code: expect.stringMatching(/^code_too_(slow|deep|much_memory)$/),
    })
  })

  it('a promise that nobody will settle is told at once', async () => {
    const before = performance.now()
    await expect(javascript('await new Promise(() => {})', { seconds: 60 })).rejects.toMatchObject({ code: 'code_never_ends' })
    expect(performance.now() - before).toBeLessThan(5_000)
  })
})

describe('memory', () => {
  it.each([
    ['1 GB at once', 'return new Uint8Array(1e9).length'],
    ['1 GB of text', 'return "x".repeat(1e9).length'],
    ['a list of a billion', 'return new Array(1e9).fill(0).length'],
    ['a list that grows', 'const all = []\nfor (;;) all.push(new Uint8Array(1e6))'],
  ])('%s', async (_, code) => {
    await expect(javascript(code)).rejects.toMatchObject({ code: 'code_too_much_memory', message: expect.stringContaining('64 MB') })
  })

  it('an expression that builds a giant costs its process, and no neighbour', async () => {
    const before = residentBytes(process.pid)
    const giant = jsonata('($f := function($x) { $f($append($x, $x)) }; $f([1..1000]))', { workspaceId: 'greedy' })
    const neighbour = javascript('return "here"', { workspaceId: 'modest' })
    await expect(giant).rejects.toMatchObject({ code: expect.stringMatching(/^code_(too_|failed)/) })
    expect(await neighbour).toBe('here')
    expect(await jsonata('"here"')).toBe('here')
    expect(residentBytes(process.pid) - before).toBeLessThan(100_000_000)
  })
})

describe('depth', () => {
  it.each([
    ['a function that calls itself', 'const f = () => f()\nreturn f()'],
    ['JSON read', 'return JSON.parse("[".repeat(1e6))'],
    ['JSON written', 'let a = []\nfor (let n = 0; n < 1e5; n++) a = [a]\nreturn JSON.stringify(a).length'],
    ['a text made of it', 'let a = []\nfor (let n = 0; n < 1e5; n++) a = [a]\nreturn String(a).length'],
    ['code in code', 'return eval("(".repeat(1e6))'],
    ['a getter of getters', 'const a = {}\nObject.defineProperty(a, "x", { get: () => a.x })\nreturn a.x'],
  ])('%s', async (_, code) => {
    await expect(javascript(code)).rejects.toMatchObject({ code: 'code_too_deep' })
    expect(await javascript('return 1')).toBe(1)
  })

  it('a result nested 600 deep is refused', async () => {
    const code = 'let a = []\nfor (let n = 0; n < 600; n++) a = [a]\nreturn a'
    await expect(javascript(code)).rejects.toMatchObject({ code: 'code_output_too_deep' })
  })
})

describe('much data', () => {
  const many = Array.from({ length: 100_000 }, (_, at) => ({ at, name: `name ${at}`, price: at / 7 }))

  it('a large result is handed on as it comes, and never read by the worker', async () => {
    const kept: Uint8Array[] = []
    const made = await javascript('return Array.from({ length: 50000 }, (_, at) => ({ at }))', { kept })
    expect(made).toMatchObject({ $file: { contentType: 'application/vnd.kaos.value+json' } })
    expect(JSON.parse(Buffer.concat(kept).toString())).toHaveLength(50_000)
  })

  it('too large a result and too large an input are refused', async () => {
    await expect(javascript('return "x".repeat(2.1e7)', { memoryMb: 256 })).rejects.toMatchObject({ code: 'code_output_too_large' })
    await expect(javascript('return 1', { input: 'x'.repeat(21_000_000) })).rejects.toMatchObject({ code: 'code_input_too_large' })
  })

  it('5 MB in do not hold up the worker', async () => {
    const longest = watchHold()
    expect(await javascript('return input.length', { input: many, memoryMb: 256 })).toBe(100_000)
    expect(longest()).toBeLessThan(50)
  })

  it('what is printed has an end', async () => {
    const logs: string[] = []
    await javascript('for (let n = 0; n < 5000; n++) console.log("line", n)\nconsole.log("x".repeat(1e6))', { logs })
    expect(logs).toHaveLength(101)
    expect(logs.at(-1)).toBe('… and 4,901 more lines')
  })
})

/** The most that was computed between two turns of the event loop, in ms: the same however busy the machine is. */
function watchHold(): () => number {
  let [before, longest, on] = [process.cpuUsage(), 0, true]
  const look = () => {
    const { user, system } = process.cpuUsage(before)
    longest = Math.max(longest, (user + system) / 1_000)
    before = process.cpuUsage()
    if (on) setImmediate(look)
  }
  setImmediate(look)
  return () => {
    on = false
    return longest
  }
}
