import type { Worker as Thread } from 'node:worker_threads'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { openThread } from '@/server/open-thread'
import { type FromThread, failureFrom, type HeavyComputation, type HeavyResult, type HeavyStep, type ToThread } from './messages'

/** Does steps with heavy data where they hold up nobody: in a thread that can be ended, one after another. */
export type HeavyWork = {
  do(step: HeavyStep, compute: (asked: HeavyComputation) => Promise<Json>, signal: AbortSignal): Promise<HeavyResult>
  close(): Promise<void>
}

const FILE = { built: 'heavy-thread', source: 'worker/engine/heavy/heavy-thread.ts' }
const MEMORY_MB = 1_500
/** So long what it last had in hand stays in memory. */
const IDLE_MS = 30_000

type Turn = { workspaceId: string; begin(): void }

export function openHeavyWork(): HeavyWork {
  let thread: Thread | null = null
  let idle: NodeJS.Timeout | undefined
  let busy = false
  let lastServed = ''
  const waiting: Turn[] = []

  function take(workspaceId: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(turn), 1)
        reject(signal.reason)
      }
      const turn: Turn = {
        workspaceId,
        begin() {
          signal.removeEventListener('abort', leave)
          busy = true
          lastServed = workspaceId
          clearTimeout(idle)
          resolve()
        },
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(turn)
      if (!busy) nextTurn()
    })
  }

  /** Another workspace than the last first, then whoever came first. */
  function nextTurn(): void {
    const turn = waiting.find(({ workspaceId }) => workspaceId !== lastServed) ?? waiting[0]
    if (!turn) {
      idle = setTimeout(end, IDLE_MS).unref()
      return
    }
    waiting.splice(waiting.indexOf(turn), 1)
    turn.begin()
  }

  function end(): Promise<unknown> {
    const ending = thread
    thread = null
    return Promise.resolve(ending?.terminate())
  }

  function begun(): Thread {
    thread ??= opened()
    thread.ref()
    return thread
  }

  function opened(): Thread {
    const fresh = openThread(FILE, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } })
    // Whoever has a step in it hears of it; fallen while at rest, it is nobody's loss.
    fresh.on('error', () => {
      if (thread === fresh) thread = null
    })
    return fresh
  }

  /** Whatever cuts it short costs the thread its life: the next step gets another. */
  function inThread(step: HeavyStep, compute: (asked: HeavyComputation) => Promise<Json>, signal: AbortSignal): Promise<HeavyResult> {
    const at = begun()
    return new Promise((resolve, reject) => {
      const heard = (message: FromThread) => {
        if (message.type === 'ended') settle(() => resolve(message.result))
        else
          compute(message.asked)
            .then((value) => ({ value }))
            .catch((error) => ({ error: failureFrom(error) }))
            .then((result) => tell({ type: 'computed', result }))
      }
      const fell = (error: Error) => {
        settle(() => reject('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuchMemory() : error))
      }
      const abandoned = () => {
        void end()
        settle(() => reject(signal.reason))
      }
      at.on('message', heard)
      at.on('error', fell)
      signal.addEventListener('abort', abandoned, { once: true })
      tell({ type: 'step', step })

      function tell(message: ToThread): void {
        at.postMessage(message)
      }

      function settle(then: () => void): void {
        at.off('message', heard)
        at.off('error', fell)
        signal.removeEventListener('abort', abandoned)
        at.unref()
        then()
      }
    })
  }

  return {
    async do(step, compute, signal) {
      await take(step.workspaceId, signal)
      try {
        signal.throwIfAborted()
        return await inThread(step, compute, signal)
      } finally {
        busy = false
        nextTurn()
      }
    },
    async close() {
      clearTimeout(idle)
      await end()
    },
  }
}

function tooMuchMemory(): NodeError {
  return new NodeError('too_much_data', `The step takes more than ${MEMORY_MB} MB of memory.`, {
    retry: false,
    hint: 'Pick less of the data, or work on it in parts.',
  })
}
