import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { NodeError } from '@/flow/define/node-error'
import type { Answer, Job } from './reader/job'
import { residentBytes } from './resident-bytes'

/** A lane of reader processes: jobs wait their turn, and one that takes too long or too much loses its process. */
export type Lane = {
  ask(job: Job, signal: AbortSignal): Promise<Exclude<Answer, { failure: unknown }>>
  close(): Promise<void>
}

export type LaneLimits = {
  tasks: 'reading' | 'recognising'
  processes: number
  deadlineMs: number
  /** What a job may take on top of a reader at rest. */
  memoryBytes: number
}

const IDLE_MS = 300_000
const WATCH_MS = 50
const HEAP_MB = 512

/** `atRest`: the memory it holds once it is ready for work. */
type Reader = { child: ChildProcess; atRest: Promise<number>; idle: NodeJS.Timeout | undefined }

export function openLane(limits: LaneLimits): Lane {
  const free: Reader[] = []
  const all = new Set<Reader>()
  const waiting: ((reader: Reader) => void)[] = []
  let closed = false

  async function take(signal: AbortSignal): Promise<Reader> {
    const reader = free.pop()
    if (reader) return reader
    if (all.size < limits.processes) return start()
    return new Promise((resolve, reject) => {
      const turn = (next: Reader) => {
        signal.removeEventListener('abort', leave)
        resolve(next)
      }
      const leave = () => {
        waiting.splice(waiting.indexOf(turn), 1)
        reject(signal.reason)
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(turn)
    })
  }

  function start(): Reader {
    const child = startReader(limits)
    const reader: Reader = { child, atRest: readyOf(child), idle: undefined }
    all.add(reader)
    reader.child.once('exit', () => {
      clearTimeout(reader.idle)
      all.delete(reader)
      if (free.includes(reader)) free.splice(free.indexOf(reader), 1)
      if (!closed && waiting.length > 0) waiting.shift()?.(start())
    })
    return reader
  }

  function giveBack(reader: Reader): void {
    // A killed one is gone in a moment; whoever waits gets the next.
    if (!all.has(reader) || reader.child.killed) return
    const next = waiting.shift()
    if (next) {
      next(reader)
      return
    }
    release(reader.child)
    reader.idle = setTimeout(() => reader.child.kill('SIGKILL'), IDLE_MS)
    reader.idle.unref()
    free.push(reader)
  }

  /** What earlier documents left behind is given back to the system with the process. */
  async function retireIfHeavy({ child, atRest }: Reader): Promise<void> {
    if (residentBytes(child.pid) > (await atRest) + limits.memoryBytes / 2) child.kill('SIGKILL')
  }

  return {
    async ask(job, signal) {
      signal.throwIfAborted()
      if (closed) throw new NodeError('documents_closed', 'KAOS is stopping.', { retry: true })
      const reader = await take(signal)
      clearTimeout(reader.idle)
      try {
        const answer = await answerOf(reader, job, limits, signal)
        if (!('failure' in answer)) return answer
        const { code, message, hint } = answer.failure
        throw new NodeError(code, message, { retry: false, hint })
      } finally {
        await retireIfHeavy(reader)
        giveBack(reader)
      }
    },
    async close() {
      closed = true
      await Promise.all(
        [...all].map(({ child }) => {
          hold(child)
          const gone = new Promise((resolve) => child.once('exit', resolve))
          child.kill('SIGKILL')
          return gone
        }),
      )
    },
  }
}

/** A reader says so when it has loaded what it needs. */
function readyOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', () => resolve(residentBytes(child.pid)))
    child.once('exit', () => resolve(0))
  })
}

async function answerOf({ child, atRest }: Reader, job: Job, limits: LaneLimits, signal: AbortSignal): Promise<Answer> {
  hold(child)
  await atRest
  const most = residentBytes(child.pid) + limits.memoryBytes
  if (child.exitCode !== null || child.signalCode !== null) throw crashed()
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => stop(tooSlow(limits)), limits.deadlineMs)
    const watch = setInterval(() => {
      if (residentBytes(child.pid) > most) stop(tooLarge())
    }, WATCH_MS)
    const aborted = () => stop(signal.reason)
    const died = () => settle(() => reject(crashed()))
    const answered = (answer: unknown) => settle(() => resolve(answer as Answer)) // our own program at the other end
    child.once('exit', died)
    child.once('message', answered)
    signal.addEventListener('abort', aborted, { once: true })
    child.send(job, (error) => {
      if (error) died()
    })

    function settle(end: () => void): void {
      clearTimeout(deadline)
      clearInterval(watch)
      child.off('exit', died)
      child.off('message', answered)
      signal.removeEventListener('abort', aborted)
      end()
    }

    function stop(reason: unknown): void {
      settle(() => child.kill('SIGKILL'))
      child.once('exit', () => reject(reason))
    }
  })
}

/** No environment: what reads bytes from strangers knows no secret. */
function startReader({ tasks }: LaneLimits): ChildProcess {
  const { file, loader } = program()
  return fork(file, [tasks], {
    serialization: 'advanced',
    execArgv: [...loader, `--max-old-space-size=${HEAP_MB}`],
    env: { NODE_ENV: 'production', PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

/** Beside the bundle when built; from source, in TypeScript, in development and tests. */
function program(): { file: string; loader: string[] } {
  const here = import.meta.url
  if (!here.endsWith('.ts')) return { file: fileURLToPath(new URL('./reader.js', here)), loader: [] }
  const tsx = pathToFileURL(createRequire(here).resolve('tsx')).href
  return { file: fileURLToPath(new URL('./reader/main.ts', here)), loader: ['--import', tsx] }
}

/** A reader at rest keeps nobody's process alive. */
function release(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
}

function hold(child: ChildProcess): void {
  child.ref()
  child.channel?.ref()
}

function tooSlow({ deadlineMs }: LaneLimits): NodeError {
  return new NodeError('document_too_slow', `The document could not be read within ${Math.round(deadlineMs / 1_000)} seconds.`, {
    retry: false,
    hint: 'It may be built to slow readers down. Ask the sender for a plain PDF of a few pages.',
  })
}

function tooLarge(): NodeError {
  return new NodeError('document_too_large', 'Reading the document takes more memory than a document may.', {
    retry: false,
    hint: 'It unpacks to far more than its size. Ask the sender for a plain PDF of a few pages.',
  })
}

function crashed(): NodeError {
  return new NodeError('document_damaged', 'The document can’t be read: the reader stopped over it.', {
    retry: false,
    hint: 'Ask the sender to send it again, as a plain PDF.',
  })
}
