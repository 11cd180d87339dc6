import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { buildPrograms } from '@/deploy/local/build.mjs'
import { freePort } from '@/deploy/local/ports.mjs'
import { startPostgres } from '@/deploy/local/postgres.mjs'
import { programArguments } from '@/deploy/local/programs.mjs'
import { findRedis, startRedis } from '@/deploy/local/redis.mjs'
import { blobStore } from '@/server/blobs/store'
import { closeDatabase } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { migrateQueue } from '@/server/queue/migrate'
import { closeDoorbell } from '@/server/services/intake/ring'
import { closeLiveBus } from '@/server/services/live/bus'
import { parentOf } from '../cpu'
import { type BenchProgram, startProgram } from './program'

/**
 * A KAOS to be measured: a Postgres that keeps what it says, a Redis where the machine has one, and the programs as they
 * are built for production. This process stands in for another of them, with the same doors to the database.
 */
export type House = {
  /** The owner of the tables, for what the bench itself looks at. */
  sql: postgres.Sql
  port: number
  databasePid: number
  withRedis: boolean
  worker(): Promise<BenchProgram>
  gateway(): Promise<BenchProgram>
  close(): Promise<void>
}

export async function openHouse({ redis: wanted = true } = {}): Promise<House> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kaos-bench-'))
  mkdirSync(path.join(folder, 'logs'))
  await buildPrograms(process.cwd())
  const password = randomBytes(12).toString('hex')
  const signal = new AbortController().signal
  const database = await startPostgres({ root: process.cwd(), dataFolder: folder, password, signal })
  const program = wanted ? findRedis() : undefined
  const redis = program ? await startRedis({ program, dataFolder: folder, password }) : null
  const [secret, port] = [randomBytes(32).toString('hex'), await freePort()]
  const { app, engine, auth } = await migrate(database.url, secret)
  await migrateQueue(database.url)
  Object.assign(process.env, {
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    AUTH_SECRET: secret,
    KAOS_MASTER_KEY: randomBytes(32).toString('base64'),
    KAOS_URL: `http://localhost:${port}`,
    KAOS_DATA: folder,
    PORT: String(port),
    REDIS_URL: redis?.url ?? '',
    DATABASE_URL: database.url,
    DATABASE_APP_URL: app,
    DATABASE_ENGINE_URL: engine,
    DATABASE_AUTH_URL: auth,
  })
  await blobStore().setUp()
  const sql = postgres(database.url, { max: 2, onnotice: () => {} })
  const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
  const programs: BenchProgram[] = []
  const argumentsOf = programArguments({ root: process.cwd(), webPort: 0, development: false })
  const start = async (name: 'worker' | 'gateway') => {
    const begun = await startProgram([...profiling(name), ...argumentsOf[name]])
    programs.push(begun)
    return begun
  }

  return {
    sql,
    port,
    databasePid: parentOf(backend?.pid ?? 0) ?? 0,
    withRedis: redis !== null,
    worker: () => start('worker'),
    gateway: () => start('gateway'),

    async close() {
      await Promise.all(programs.map((program) => program.stop()))
      await Promise.all([closeDoorbell(), closeLiveBus()])
      await Promise.all([closeDatabase(), sql.end()])
      await redis?.stop()
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** `KAOS_PROFILE=folder`: what each program and each of its threads did with its time, to be opened in Chrome's developer tools. */
function profiling(name: string): string[] {
  const folder = process.env.KAOS_PROFILE
  return folder ? ['--cpu-prof', '--cpu-prof-dir', path.join(folder, name)] : []
}
