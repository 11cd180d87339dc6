import type { Sql } from 'postgres'
import { log } from '@/server/log'
import { BEAT_MS, type Pulse, type Worker, writeBeat } from './pulse'

/** A pulse on the main loop, over the connections of the worker. */
export function loopPulse(sql: Sql, worker: Worker): Pulse {
  let timer: NodeJS.Timeout | undefined
  let beating: Promise<void> = Promise.resolve()
  return {
    async start(heard) {
      const beat = async () => {
        const asked = performance.now()
        heard({ databaseNow: await writeBeat(sql, worker), asked, answered: performance.now() })
      }
      // The first opens the connection, which takes too long to tell the time by.
      await beat()
      await beat()
      clearInterval(timer)
      timer = setInterval(() => {
        beating = beat().catch((err) => log.warn({ err }, 'The heartbeat could not be written'))
      }, BEAT_MS)
    },
    async stop() {
      clearInterval(timer)
      await beating
    },
  }
}
