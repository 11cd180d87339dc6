import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Context, createContext, Script } from 'node:vm'
import type { Job, Result } from './job'

export type Jsonata = { run(job: Job, input: string): Result; prepare(): void }

/**
 * Every call has a V8 context of its own, without code from strings. Texts alone go in and come out, so that no object
 * of the process around it is ever in reach of an expression.
 */
export function openJsonata(): Jsonata {
  const file = createRequire(import.meta.url).resolve('jsonata/jsonata.min.js')
  const library = new Script(readFileSync(file, 'utf8'), { filename: 'jsonata.js' })
  const evaluate = new Script(EVALUATE, { filename: 'evaluate.js' })
  let ready: Context | null = null

  function newRoom(): Context {
    const room = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false }, microtaskMode: 'afterEvaluate' })
    library.runInContext(room)
    return room
  }

  return {
    run({ code, limits }, input) {
      const room = ready ?? newRoom()
      ready = null
      room.code = code
      room.input = input
      try {
        evaluate.runInContext(room, { timeout: limits.wallMs })
      } catch {
        return { end: { kind: 'too-slow', line: null } }
      }
      return resultOf(room, code)
    },
    prepare() {
      ready ??= newRoom()
    },
  }
}

/** Leaves its result as text. Functions are no data; numbers that are none become null, as in all JSON. */
const EVALUATE = `(() => {
  const data = JSON.parse(input)
  const asData = (key, value) => (typeof value === 'function' || (value && value._jsonata_lambda) ? undefined : value)
  const fail = (error) => {
    failure = String((error && error.message) || error)
    position = error && typeof error.position === 'number' ? error.position : -1
    reading = Boolean(error && typeof error.code === 'string' && error.code.startsWith('S'))
    depth = error instanceof RangeError
  }
  const done = (value) => {
    text = value === undefined ? 'null' : JSON.stringify(value, asData)
    if (text === undefined) fail(new Error('a function is no data'))
  }
  try {
    jsonata(code).evaluate(data).then(done).catch(fail)
  } catch (error) {
    fail(error)
  }
})()`

function resultOf(room: Context, code: string): Result {
  const { failure, position, reading, depth, text } = room
  if (failure === undefined) return typeof text === 'string' ? { text } : { end: { kind: 'never-ends' } }
  const line = typeof position === 'number' && position >= 0 ? code.slice(0, position).split('\n').length : null
  if (depth === true) return { end: { kind: 'too-deep', line } }
  return { end: { kind: reading === true ? 'syntax' : 'threw', message: String(failure), line } }
}
