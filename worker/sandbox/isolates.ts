import { availableParallelism } from 'node:os'
import { NodeError } from '@/flow/define/node-error'
import { type Ending, type Isolate, isGone, ownProgram, type Program, release, runIn, startIsolate } from './isolate'
import type { Job } from './isolate/job'
import { usageOf } from './process-usage'

/** The isolates of a worker: started when needed, kept warm for a while, replaced when killed. */
export type Isolates = {
  run(job: Job, input: () => Promise<readonly Uint8Array[]>, signal: AbortSignal): Promise<Ending>
  close(): Promise<void>
}

export type IsolateSettings = { processes: number; idleMs: number; program: Program }

const HEAVY_BYTES = 150_000_000
const USUAL: IsolateSettings = { processes: availableParallelism() + 2, idleMs: 60_000, program: ownProgram() }

type Turn = { workspaceId: string; begin: (isolate: Isolate) => void }

export function openIsolates({ processes, idleMs, program }: IsolateSettings = USUAL): Isolates {
  /** Of the last call the longer ago the further in front, each until it has rested for too long. */
  const free = new Map<Isolate, NodeJS.Timeout>()
  const busy = new Set<Isolate>()
  const waiting: Turn[] = []
  let closed = false

  const heldBy = (workspaceId: string) => [...busy].filter((isolate) => isolate.workspaceId === workspaceId).length
  /** One is always left for whoever else comes. */
  const mayHave = (workspaceId: string) => busy.size < processes && heldBy(workspaceId) < Math.max(1, processes - 1)

  function pick(workspaceId: string): Isolate {
    const known = [...free.keys()].reverse()
    const isolate = known.find((each) => each.workspaceId === workspaceId) ?? known[0] ?? newIsolate()
    clearTimeout(free.get(isolate))
    free.delete(isolate)
    busy.add(isolate)
    isolate.workspaceId = workspaceId
    return isolate
  }

  function newIsolate(): Isolate {
    const isolate = startIsolate(program)
    isolate.child.once('exit', () => {
      clearTimeout(free.get(isolate))
      free.delete(isolate)
    })
    return isolate
  }

  function take(workspaceId: string, signal: AbortSignal): Promise<Isolate> {
    if (mayHave(workspaceId)) return Promise.resolve(pick(workspaceId))
    return new Promise((resolve, reject) => {
      const turn: Turn = {
        workspaceId,
        begin(isolate) {
          signal.removeEventListener('abort', leave)
          resolve(isolate)
        },
      }
      const leave = () => {
        waiting.splice(waiting.indexOf(turn), 1)
        reject(signal.reason)
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(turn)
    })
  }

  async function giveBack(isolate: Isolate): Promise<void> {
    // What a heavy call left behind is given back to the system with the process.
    if (usageOf(isolate.child.pid).residentBytes > (await isolate.atRest) + HEAVY_BYTES) isolate.child.kill('SIGKILL')
    busy.delete(isolate)
    if (!closed && !isGone(isolate.child)) rest(isolate)
    nextTurn()
  }

  function rest(isolate: Isolate): void {
    release(isolate)
    const tooLong = setTimeout(() => {
      // At once, not when its end is heard of: nobody is to be given a place in it any more.
      free.delete(isolate)
      isolate.child.kill('SIGKILL')
    }, idleMs)
    tooLong.unref()
    free.set(isolate, tooLong)
  }

  /** First whoever has the fewest at work, then whoever came first. */
  function nextTurn(): void {
    const [turn] = waiting.filter(({ workspaceId }) => mayHave(workspaceId)).sort((a, b) => heldBy(a.workspaceId) - heldBy(b.workspaceId))
    if (!turn) return
    waiting.splice(waiting.indexOf(turn), 1)
    turn.begin(pick(turn.workspaceId))
  }

  return {
    async run(job, input, signal) {
      signal.throwIfAborted()
      if (closed) throw new NodeError('isolates_closed', 'KAOS is stopping.', { retry: true })
      const isolate = await take(job.workspaceId, signal)
      try {
        return await runIn(isolate, job, await input(), signal)
      } finally {
        await giveBack(isolate)
      }
    },
    async close() {
      closed = true
      await Promise.all([...free.keys(), ...busy].map(({ child }) => ended(child)))
    },
  }
}

function ended(child: Isolate['child']): Promise<unknown> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  child.ref()
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  return gone
}
