import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

const STARTS_AGAIN_AFTER_MS = 500

/** A process of KAOS as its launcher keeps it: whoever kills it, it is started again. It leaves when this process is gone. */
export class Program {
  readonly name: string
  readonly #args: readonly string[]
  readonly #env: NodeJS.ProcessEnv
  readonly #log: string
  #child: ChildProcess | undefined
  #again: Promise<void> = Promise.resolve()
  #wanted = false
  /** What a worker calls itself in the database. */
  workerId = ''
  deaths = 0
  /** Ends that nobody asked for. */
  readonly falls: string[] = []
  #struck = false

  constructor(name: string, args: readonly string[], { env, log }: { env: NodeJS.ProcessEnv; log: string }) {
    this.name = name
    this.#args = args
    this.#env = env
    this.#log = log
  }

  get pid(): number {
    const { pid } = this.#child ?? {}
    if (pid === undefined) throw new Error(`${this.name} does not run`)
    return pid
  }

  async start(): Promise<void> {
    this.#wanted = true
    await this.#spawn()
  }

  /** As a deployment ends it. */
  async stop(): Promise<void> {
    this.#wanted = false
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
    await gone
    clearTimeout(late)
  }

  /** Resolves when it is back. */
  async kill(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    this.#struck = true
    child.kill('SIGKILL')
    await gone
    await this.#again
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal)
  }

  /** The end of the stop is in other hands than ours: should this process die meanwhile, nothing stays stopped for ever. */
  async freeze(seconds: number): Promise<void> {
    const shell = spawn('/bin/sh', ['-c', 'kill -STOP $0; sleep $1; kill -CONT $0', String(this.pid), String(seconds)], { detached: true })
    await once(shell, 'exit')
  }

  async #spawn(): Promise<void> {
    const child = spawn(process.execPath, this.#args, { env: this.#env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', (line) => this.#hear(line))
    let isUp = false
    const ready = once(child, 'message').then(() => {
      isUp = true
    })
    child.once('exit', (code, signal) => {
      // One that can't start, because a store is away, is merely started again.
      if (isUp && this.#wanted && !this.#struck) this.falls.push(`${this.name} (${signal ?? `exit code ${code}`})`)
      this.#struck = false
      this.#again = this.#startAgain()
    })
    await Promise.race([ready, once(child, 'exit').then(() => this.#again)])
  }

  async #startAgain(): Promise<void> {
    if (!this.#wanted) return
    this.deaths += 1
    await sleep(STARTS_AGAIN_AFTER_MS)
    if (this.#wanted) await this.#spawn()
  }

  #hear(line: string): void {
    appendFileSync(this.#log, `${line}\n`)
    const [, id] = /"worker":"([\w-]+)","msg":"The worker is ready"/.exec(line) ?? []
    if (id !== undefined) this.workerId = id
  }
}
