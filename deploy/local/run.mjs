import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { Tail } from './tail.mjs'

/**
 * Runs a command to its end. Its output goes to the file `log`, or with `echo` to the terminal; the last lines come back.
 * An aborted `signal` ends it and all it has started.
 */
export function run(command, args, { log, echo = false, signal, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const tail = new Tail()
    const file = log ? createWriteStream(log) : undefined
    for (const [stream, terminal] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])
      stream.on('data', (chunk) => {
        tail.add(chunk)
        file?.write(chunk)
        if (echo) terminal.write(chunk)
      })
    const end = () => signalGroup(child.pid, 'SIGTERM')
    signal?.addEventListener('abort', end)
    child.once('error', reject)
    child.once('close', (code, killedBy) => {
      signal?.removeEventListener('abort', end)
      file?.end()
      if (signal?.aborted) reject(signal.reason)
      else resolve({ code: code ?? 1, killedBy, tail: tail.text() })
    })
  })
}

/** A detached child leads a group that has its number; whatever it started is in it. */
export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}
