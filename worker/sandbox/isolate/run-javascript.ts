import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import variant from '@jitl/quickjs-wasmfile-release-sync'
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core'
import { GUEST } from './guest'
import type { End, Job, Result } from './job'
import { lineIn } from './line-in'
import type { Logs } from './logs'

/** Deeper, and recursion in the code would overflow the stack of the process around it. */
const STACK_BYTES = 256 * 1_024
const JOBS_AT_ONCE = 1_000
const MOST_LOG_CHARACTERS = 1_000
const FILE = 'code.js'
const STOPPED: ReadonlySet<End['kind']> = new Set(['too-slow', 'too-much-memory', 'too-deep'])

type Room = { runtime: QuickJSRuntime; context: QuickJSContext }
type Surroundings = { open: QuickJSHandle; close: QuickJSHandle }
type Ended = Extract<Result, { end: unknown }>

export type Javascript = {
  run(job: Job, input: string, logs: Logs): Result
  /** Makes ready what the next call needs, while nobody waits. */
  prepare(): Promise<void>
}

/**
 * Every call has a runtime of its own, and every workspace a WebAssembly memory of its own: what one leaves behind, or
 * breaks, is out of reach for the other.
 */
export async function openJavascript(): Promise<Javascript> {
  const file = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm')
  const compiled = newVariant(variant, { wasmModule: await WebAssembly.compile(await readFile(file)) })
  const newModule = () => newQuickJSWASMModuleFromVariant(compiled)
  let current: { workspaceId: string; module: QuickJSWASMModule } | null = null
  let spare: QuickJSWASMModule | null = await newModule()
  let room: Room | null = null

  return {
    run(job, input, logs) {
      if (current?.workspaceId !== job.workspaceId) {
        if (!spare) throw new Error('The isolate was not made ready')
        current = { workspaceId: job.workspaceId, module: spare }
        spare = null
        room = null
      }
      const { runtime, context } = room ?? newRoom(current.module)
      room = null
      const { module } = current
      // Unless all goes well to the end, its memory is not to be trusted any more.
      current = null
      try {
        const result = new Call(runtime, context, job).run(input, logs)
        if ('end' in result && STOPPED.has(result.end.kind)) return result
        context.dispose()
        runtime.dispose()
        current = { workspaceId: job.workspaceId, module }
        return result
      } catch (error) {
        // The engine itself gave way, mostly by native recursion.
        return { end: error instanceof RangeError ? { kind: 'too-deep', line: null } : { kind: 'crashed' } }
      }
    },
    async prepare() {
      spare ??= await newModule()
      if (current) room ??= newRoom(current.module)
    },
  }
}

function newRoom(module: QuickJSWASMModule): Room {
  const runtime = module.newRuntime()
  runtime.setMaxStackSize(STACK_BYTES)
  return { runtime, context: runtime.newContext() }
}

class Call {
  readonly #runtime: QuickJSRuntime
  readonly #context: QuickJSContext
  readonly #job: Job
  readonly #before = process.cpuUsage()
  #stopped = false

  constructor(runtime: QuickJSRuntime, context: QuickJSContext, job: Job) {
    this.#runtime = runtime
    this.#context = context
    this.#job = job
    runtime.setMemoryLimit(job.limits.memoryBytes)
    runtime.setInterruptHandler(() => this.#isOver())
  }

  run(input: string, logs: Logs): Result {
    const context = this.#context
    const handles: QuickJSHandle[] = []
    const keep = (handle: QuickJSHandle) => {
      handles.push(handle)
      return handle
    }
    try {
      const around = this.#surround(logs, keep)
      if ('end' in around) return around
      const text = keep(context.newString(input))
      const given = context.callFunction(around.open, context.undefined, text)
      if (given.error) return this.#failed(given.error)
      const made = context.evalCode(`(async (input) => { "use strict"; ${this.#job.code}\n})`, FILE, { type: 'global' })
      if (made.error) return this.#unreadable(made.error)
      const started = context.callFunction(keep(made.value), context.undefined, keep(given.value))
      if (started.error) return this.#failed(started.error)
      const promise = keep(started.value)
      const broken = this.#settle()
      if (broken) return broken
      const state = context.getPromiseState(promise)
      if (state.type === 'pending') return { end: { kind: 'never-ends' } }
      if (state.type === 'rejected') return this.#failed(state.error)
      const closed = context.callFunction(around.close, context.undefined, keep(state.value))
      if (closed.error) return this.#notData(closed.error)
      return { text: context.getString(keep(closed.value)) }
    } finally {
      for (const handle of handles) if (handle.alive) handle.dispose()
    }
  }

  #surround(logs: Logs, keep: (handle: QuickJSHandle) => QuickJSHandle): Surroundings | Ended {
    const context = this.#context
    const print = keep(context.newFunction('log', (line) => logs.add(context.getString(line))))
    const guest = context.evalCode(GUEST, 'guest.js')
    if (guest.error) return this.#failed(guest.error)
    const around = context.callFunction(keep(guest.value), context.undefined, print, keep(context.newNumber(MOST_LOG_CHARACTERS)))
    if (around.error) return this.#failed(around.error)
    const both = keep(around.value)
    return { open: keep(context.getProp(both, 'open')), close: keep(context.getProp(both, 'close')) }
  }

  /** Runs what the code has put off, such as what follows an `await`, until nothing is left. */
  #settle(): Ended | null {
    for (;;) {
      const ran = this.#runtime.executePendingJobs(JOBS_AT_ONCE)
      if (ran.error) return this.#failed(ran.error)
      if (ran.value === 0) return null
      if (this.#isOver()) return { end: { kind: 'too-slow', line: null } }
    }
  }

  #isOver(): boolean {
    const { user, system } = process.cpuUsage(this.#before)
    this.#stopped ||= (user + system) / 1_000 > this.#job.limits.cpuMs
    return this.#stopped
  }

  #unreadable(error: QuickJSHandle): Ended {
    const { name, message, line } = this.#about(error)
    if (name !== 'SyntaxError') return this.#end(name, message, line)
    return { end: { kind: 'syntax', message, line } }
  }

  #failed(error: QuickJSHandle): Ended {
    const { name, message, line } = this.#about(error)
    return this.#end(name, message, line)
  }

  #notData(error: QuickJSHandle): Ended {
    const { name, message, line } = this.#about(error)
    if (name === 'TypeError' && !this.#stopped) return { end: { kind: 'not-data', message } }
    return this.#end(name, message, line)
  }

  #end(name: string, message: string, line: number | null): Ended {
    if (this.#stopped) return { end: { kind: 'too-slow', line } }
    if (name === 'InternalError' && message === 'out of memory') return { end: { kind: 'too-much-memory', line } }
    if (name === 'InternalError' && message === 'stack overflow') return { end: { kind: 'too-deep', line } }
    return { end: { kind: 'threw', message: name === 'Error' || name === '' ? message : `${name}: ${message}`, line } }
  }

  /** Told with the limits lifted: an error about memory needs some to be told. */
  #about(error: QuickJSHandle): { name: string; message: string; line: number | null } {
    const stopped = this.#stopped
    this.#runtime.setMemoryLimit(-1)
    this.#runtime.removeInterruptHandler()
    const told: unknown = this.#context.dump(error)
    error.dispose()
    this.#stopped = stopped
    if (typeof told !== 'object' || told === null) return { name: '', message: String(told), line: null }
    const { name, message, stack } = told as Record<string, unknown> // whatever the code has thrown
    const plain = message === undefined && name === undefined ? JSON.stringify(told) : String(message ?? '')
    return { name: typeof name === 'string' ? name : '', message: plain, line: lineIn(FILE, stack) }
  }
}
