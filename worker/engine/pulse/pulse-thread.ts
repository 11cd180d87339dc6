import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { z } from 'zod'
import { lastingPool } from '@/server/db/lost-socket'
import { BEAT_MS, writeBeat } from './pulse'
import { FROM_LOOP, type FROM_THREAD, monotonic, STARTED_WITH } from './thread-messages'

/**
 * The heart of a worker, beside its main loop and with a connection of its own: neither a busy loop nor a full pool makes
 * it look dead. It beats only while the loop shows life now and then.
 */
const { url, worker, hangsAfterMs } = STARTED_WITH.parse(workerData)
const sql = lastingPool(url, { name: 'kaos heartbeat', max: 1, connect_timeout: 2 })
let lifeAt = monotonic()
const stopped = new AbortController()

parentPort?.on('message', (message) => {
  const { type } = FROM_LOOP.parse(message)
  lifeAt = monotonic()
  if (type === 'stop') stopped.abort()
})

while (!stopped.signal.aborted) {
  const asked = monotonic()
  if (asked - lifeAt < hangsAfterMs) await beat(asked)
  await sleep(Math.max(0, BEAT_MS - (monotonic() - asked)), undefined, { signal: stopped.signal }).catch(() => {})
}
await sql.end({ timeout: 1 })
process.exit()

async function beat(asked: number): Promise<void> {
  try {
    tell({ type: 'heard', databaseNow: await writeBeat(sql, worker), asked, answered: monotonic() })
  } catch (error) {
    tell({ type: 'unheard', reason: String(error) })
  }
}

function tell(message: z.input<typeof FROM_THREAD>): void {
  parentPort?.postMessage(message)
}
