import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Answer, Ask, End, Job } from './isolate/job'
import { usageOf } from './process-usage'

const WATCH_MS = 50
/** A call that does not stop by itself in time is stopped from outside a little later. */
const GRACE_MS = 300
const HEAP_MB = 400
/** What a process may take for a call besides the memory of the code: the data itself, on its way in and out. */
const AROUND_BYTES = 200_000_000

export type Isolate = {
  child: ChildProcess
  /** Memory it holds once it is ready for work. */
  atRest: Promise<number>
  workspaceId: string | null
}

export type Ending = { end: End; bytes: Uint8Array[]; logs: string[] }

/** `confined`: nothing but it and its packages can be read. */
export type Program = { file: string; confined: boolean }

export function startIsolate(program: Program): Isolate {
  const child = forkProgram(program)
  const atRest = new Promise<number>((resolve) => {
    child.once('message', () => resolve(usageOf(child.pid).residentBytes))
    child.once('exit', () => resolve(0))
    // Without room for another process there is none: seen by the id it lacks.
    child.once('error', () => resolve(0))
  })
  return { child, atRest, workspaceId: null }
}

/** One job in one isolate. Whatever does not end in time, takes too much or is given up costs the process its life. */
export async function runIn(isolate: Isolate, job: Job, input: readonly Uint8Array[], signal: AbortSignal): Promise<Ending> {
  const { child } = isolate
  isolate.workspaceId = job.workspaceId
  hold(child)
  await isolate.atRest
  if (isGone(child)) return stopped('crashed')
  signal.throwIfAborted()
  const before = usageOf(child.pid)
  const { cpuMs, wallMs, memoryBytes } = job.limits
  return new Promise((resolve, reject) => {
    const bytes: Uint8Array[] = []
    const deadline = setTimeout(() => stop('too-slow'), wallMs)
    const watch = setInterval(() => {
      const now = usageOf(child.pid)
      if (now.residentBytes > before.residentBytes + memoryBytes + AROUND_BYTES) stop('too-much-memory')
      else if (now.cpuMs > before.cpuMs + cpuMs + GRACE_MS) stop('too-slow')
    }, WATCH_MS)
    const died = (code: number | null, killed: string | null) => {
      // V8 ends itself when its heap is full.
      settle(() => resolve(stopped(killed === 'SIGABRT' || code === 134 ? 'too-much-memory' : 'crashed')))
    }
    const heard = (message: unknown) => {
      const answer = message as Answer // our own program at the other end
      if ('piece' in answer) bytes.push(answer.piece)
      else settle(() => resolve({ ...answer, bytes }))
    }
    const abandoned = () => {
      settle(() => child.kill('SIGKILL'))
      child.once('exit', () => reject(signal.reason))
    }
    child.once('exit', died)
    child.on('message', heard)
    signal.addEventListener('abort', abandoned, { once: true })
    send(child, asksOf(job, input))

    function settle(then: () => void): void {
      clearTimeout(deadline)
      clearInterval(watch)
      child.off('exit', died)
      child.off('message', heard)
      signal.removeEventListener('abort', abandoned)
      then()
    }

    function stop(kind: 'too-slow' | 'too-much-memory'): void {
      settle(() => child.kill('SIGKILL'))
      child.once('exit', () => resolve(stopped(kind)))
    }
  })
}

/** Piece by piece: whatever else the worker does goes on in between. That the isolate is gone is told by its exit. */
async function send(child: ChildProcess, asks: readonly Ask[]): Promise<void> {
  for (const ask of asks) await new Promise((resolve) => child.send(ask, resolve))
}

function asksOf(job: Job, input: readonly Uint8Array[]): Ask[] {
  const asks = input.map((piece, at) => ({ piece, last: at === input.length - 1 }))
  return asks.map((ask, at) => (at === 0 ? { ...ask, job } : ask))
}

function stopped(kind: 'too-slow' | 'too-much-memory' | 'crashed'): Ending {
  return { end: kind === 'crashed' ? { kind } : { kind, line: null }, bytes: [], logs: [] }
}

export function isGone(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null || child.killed
}

/** An isolate at rest keeps nobody's process alive. */
export function release({ child }: Isolate): void {
  child.unref()
  child.channel?.unref()
}

function hold(child: ChildProcess): void {
  child.ref()
  child.channel?.ref()
}

/** Beside the bundle when built; from source in development and tests. */
export function ownProgram(): Program {
  const here = import.meta.url
  const built = !here.endsWith('.ts')
  return { file: fileURLToPath(new URL(built ? './isolate.js' : './isolate/main.ts', here)), confined: built }
}

function forkProgram({ file, confined }: Program): ChildProcess {
  return fork(file, {
    serialization: 'advanced',
    execArgv: [
      ...(confined ? confinement(file) : fromSource()),
      '--disallow-code-generation-from-strings',
      `--max-old-space-size=${HEAP_MB}`,
    ],
    env: { NODE_ENV: 'production', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

function confinement(file: string): string[] {
  const packages = createRequire(file).resolve.paths('jsonata') ?? []
  const on = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission'
  return [on, ...[path.dirname(file), ...packages].map((folder) => `--allow-fs-read=${folder}/*`)]
}

function fromSource(): string[] {
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]
}
