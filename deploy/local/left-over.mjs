import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { StartError } from './say.mjs'

/** Ends a program that outlived a kill -9 of everything around it. The data folder's lock says that no other KAOS owns it. */
export async function endLeftOver(pid, mark, signal) {
  const lives = () => commandOf(pid).includes(mark)
  if (lives()) process.kill(pid, signal)
  for (const end = Date.now() + 10_000; lives() && Date.now() < end; ) await delay(50)
  if (lives()) throw new StartError(`A program of an earlier start does not end (process ${pid}, ${mark}). End it, then start again.`)
}

export function pidIn(file) {
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined
}

/** The command line of a process, or '' when there is none: a number alone may belong to a stranger after a restart. */
export function commandOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return ''
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}
