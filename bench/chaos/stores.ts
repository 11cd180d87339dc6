import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { startPostgres } from '@/deploy/local/postgres.mjs'
import { startRedis } from '@/deploy/local/redis.mjs'

type Place = { dataFolder: string; password: string; signal: AbortSignal }

/** A Postgres that keeps what it says it keeps, and can be broken. */
export async function openPostgres({ dataFolder, password, signal }: Place) {
  const options = { root: process.cwd(), dataFolder, password, signal }
  let server = await startPostgres(options)
  const port = Number(new URL(server.url).port)
  return {
    url: server.url,
    /** As pulling its plug: what is not on disk is gone, and it recovers from its log when it comes back. */
    async crash(downForMs: number): Promise<void> {
      const lock = path.join(dataFolder, 'postgres', 'postmaster.pid')
      process.kill(Number.parseInt(readFileSync(lock, 'utf8'), 10), 'SIGQUIT')
      await server.ended
      await sleep(downForMs)
      server = await startPostgres({ ...options, port })
    },
    stop: () => server.stop(),
  }
}

/** Redis as KAOS starts it, and ways to lose it. */
export async function openRedis({ program, ...place }: Place & { program: string }) {
  const options = { program, dataFolder: place.dataFolder, password: place.password }
  let server = await startRedis(options)
  const port = Number(new URL(server.url).port)
  const admin = new Redis(server.url, { maxRetriesPerRequest: null })
  admin.on('error', () => {})
  return {
    url: server.url,
    flush: () => admin.flushall(),
    async away(ms: number): Promise<void> {
      await server.stop()
      await sleep(ms)
      server = await startRedis({ ...options, port })
    },
    /** It answers reads and refuses writes. */
    async full(ms: number): Promise<void> {
      await admin.config('SET', 'maxmemory', '1')
      await sleep(ms)
      await admin.config('SET', 'maxmemory', '0')
    },
    async stop(): Promise<void> {
      const closed = once(admin, 'end')
      admin.disconnect()
      await closed
      await server.stop()
    },
  }
}
