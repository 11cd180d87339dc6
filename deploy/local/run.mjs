import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'

const KEPT = 200_000
const TAIL_LINES = 15

/**
 * Runs a command to its end and gives its exit code and what it printed, which also goes to the file `log`.
 * An aborted `signal` ends it and all it has started.
 */
export function run(command, args, { log, signal, ...options } = {}) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const file = log ? createWriteStream(log) : undefined
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-KEPT)
        file?.write(text)
      })
    const end = () => signalGroup(child.pid, 'SIGTERM')
    signal?.addEventListener('abort', end)
    child.once('error', reject)
    child.once('close', (code) => {
      signal?.removeEventListener('abort', end)
      file?.end()
      if (signal?.aborted) reject(signal.reason)
      else resolve({ code: code ?? 1, output })
    })
  })
}

/** The last words of a program, for the sentence that says why it stopped. */
export function tail(output) {
  return output.trim().split('\n').slice(-TAIL_LINES).join('\n')
}

/** A detached child leads a group that has its number; whatever it started is in it. */
export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}
