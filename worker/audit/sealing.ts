import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker as Thread } from 'node:worker_threads'
import { log } from '@/server/log'
import { openThread } from '@/server/open-thread'

export const FILE = { built: 'sealer-thread', source: 'worker/audit/sealer-thread.ts' }
const AGAIN_MS = 1_000
/** A round that has begun is finished; its transaction may be waiting for the database. */
const PATIENCE_MS = 2_000

/**
 * Keeps a sealer at work in a thread of its own (sealer-thread.ts). What is owed stands in the database, and a seal is one
 * transaction: a thread that falls, at whatever moment, leaves nothing half done, and the next one goes on.
 */
export function keepSealing(begin: () => Thread = () => openThread(FILE, {})): { stop(): Promise<void> } {
  let thread: Thread
  let stopped = false

  function open(): void {
    thread = begin()
    thread.on('error', (err) => log.error({ err }, 'The thread that seals fell; another one is started'))
    thread.once('exit', async () => {
      await sleep(AGAIN_MS, undefined, { ref: false })
      if (!stopped) open()
    })
  }

  open()
  return {
    async stop() {
      stopped = true
      if (thread.threadId < 0) return
      const gone = once(thread, 'exit')
      thread.postMessage('stop')
      const late = setTimeout(() => void thread.terminate(), PATIENCE_MS)
      await gone
      clearTimeout(late)
    },
  }
}
