import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { signalGroup, tail } from './run.mjs'
import { StartError, say } from './say.mjs'

const QUICK_DEATH_MS = 10_000
const QUICK_DEATHS = 5
const LAST_WORDS = 8_000
const STOP_PATIENCE_MS = 9_000

/**
 * One of KAOS' own programs: kept running, started again when it dies (later and later while it dies at once), given up
 * after five such deaths in a row. It runs in a session of its own, so that Ctrl-C reaches only the launcher, which stops
 * things in order; it leaves by itself when its IPC channel to the launcher closes.
 */
export class Program {
  #options
  #child
  #timer
  #quickDeaths = 0
  #stopping = false
  #log

  /** `options`: name, args, env, cwd, logs (folder), showLine(line), giveUp(error) */
  constructor(options) {
    this.#options = options
    this.#log = createWriteStream(path.join(options.logs, `${options.name}.log`), { mode: 0o600 })
  }

  start() {
    const { name, args, env, cwd, showLine } = this.#options
    const from = Date.now()
    let output = ''
    const child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-LAST_WORDS)
        this.#log.write(text)
      })
      createInterface({ input: stream }).on('line', (line) => showLine(name, line))
    }
    child.once('error', (error) => {
      output += error.message
    })
    child.once('close', (code, signal) => {
      this.#child = undefined
      if (!this.#stopping) this.#died(Date.now() - from, signal ?? `exit code ${code}`, output)
    })
  }

  #died(lived, how, output) {
    const { name, giveUp } = this.#options
    this.#quickDeaths = lived < QUICK_DEATH_MS ? this.#quickDeaths + 1 : 1
    if (this.#quickDeaths >= QUICK_DEATHS) {
      return giveUp(
        new StartError(`The ${name} stopped ${QUICK_DEATHS} times right after its start (${how}). Its last words:\n${tail(output)}`),
      )
    }
    const pause = Math.min(250 * 2 ** this.#quickDeaths, 5_000)
    say(`  ! The ${name} stopped (${how}); it starts again in ${pause / 1000} s.`)
    this.#timer = setTimeout(() => this.start(), pause)
  }

  async stop() {
    this.#stopping = true
    clearTimeout(this.#timer)
    const child = this.#child
    if (child?.pid) {
      const closed = new Promise((resolve) => child.once('close', resolve))
      signalGroup(child.pid, 'SIGTERM')
      const late = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), STOP_PATIENCE_MS)
      await closed
      clearTimeout(late)
      // What it had started itself and left behind.
      signalGroup(child.pid, 'SIGKILL')
    }
    this.#log.end()
  }
}
