import { once } from 'node:events'
import type { Worker as Thread } from 'node:worker_threads'
import type { Sql } from 'postgres'
import { log } from '@/server/log'
import { openThread } from '@/server/open-thread'
import { loopPulse } from './loop-pulse'
import { BEAT_MS, type Beat, type Pulse, type Worker } from './pulse'
import { FROM_THREAD, monotonic } from './thread-messages'

/** A loop that has shown no life for so long hangs: its runs are better off with another worker. */
const HANGS_AFTER_MS = 10_000
const FILE = { built: 'pulse-thread', source: 'worker/engine/pulse/pulse-thread.ts' }

type Parts = { sql: Sql; url: string; worker: Worker; hangsAfterMs?: number }

/** A pulse in a thread of its own (pulse-thread.ts). Until that is up, and should it fall, the main loop beats itself. */
export function threadPulse({ sql, url, worker, hangsAfterMs = HANGS_AFTER_MS }: Parts): Pulse {
  const onLoop = loopPulse(sql, worker)
  /** What turns the clock that the threads share into `performance.now()` of this one. */
  const shift = performance.now() - monotonic()
  let thread: Thread | undefined
  let life: NodeJS.Timeout | undefined
  let failing = false
  let stopped = false

  function open(heard: (beat: Beat) => void): void {
    thread = openThread(FILE, { workerData: { url, worker, hangsAfterMs } })
    thread.on('message', (message) => {
      const said = FROM_THREAD.parse(message)
      if (said.type === 'unheard' && !failing) log.warn({ reason: said.reason }, 'The heartbeat could not be written')
      failing = said.type === 'unheard'
      if (said.type === 'unheard') return
      void onLoop.stop()
      heard({ databaseNow: said.databaseNow, asked: said.asked + shift, answered: said.answered + shift })
    })
    thread.on('error', (err) => log.error({ err }, 'The thread of the heartbeat fell; another one is started'))
    thread.once('exit', () => {
      if (!stopped) fallBack(heard).catch((err) => log.error({ err }, 'The heart of this worker stands still'))
    })
  }

  async function fallBack(heard: (beat: Beat) => void): Promise<void> {
    open(heard)
    await onLoop.start(heard)
  }

  return {
    async start(heard) {
      await onLoop.start(heard)
      open(heard)
      life = setInterval(() => thread?.postMessage({ type: 'alive' }), BEAT_MS)
    },
    async stop() {
      stopped = true
      clearInterval(life)
      await onLoop.stop()
      if (!thread) return
      const gone = once(thread, 'exit')
      thread.postMessage({ type: 'stop' })
      const late = setTimeout(() => void thread?.terminate(), 2 * BEAT_MS)
      await gone
      clearTimeout(late)
    },
  }
}
