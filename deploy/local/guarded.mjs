import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { signalGroup } from './run.mjs'

const GUARD = fileURLToPath(new URL('guard.sh', import.meta.url))

/**
 * Starts a program that keeps state, in a session of its own: Ctrl-C reaches the whole foreground group, and the
 * programs that still have something to write must find Postgres and Redis alive.
 */
export function startGuarded(signal, command, args, { log, ...options }) {
  const output = openSync(log, 'w', 0o600)
  const child = spawn('/bin/sh', [GUARD, signal, command, ...args], {
    ...options,
    detached: true,
    stdio: ['ignore', output, output, 'pipe'],
  })
  closeSync(output)
  const ended = new Promise((resolve) => {
    child.once('error', resolve)
    child.once('exit', resolve)
  })
  // Writing never happens; without a listener the reset at the end would be an uncaught error.
  child.stdio[3].on('error', () => {})
  return {
    ended,
    isRunning: () => child.exitCode === null && child.signalCode === null && child.pid !== undefined,
    lastWords: () => readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n'),
    async stop() {
      child.stdio[3].end()
      const late = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), 10_000)
      await ended
      clearTimeout(late)
    },
  }
}
