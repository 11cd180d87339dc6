import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { buildPrograms } from '@/deploy/local/build.mjs'
import { freePort } from '@/deploy/local/ports.mjs'
import { findRedis } from '@/deploy/local/redis.mjs'
import { diskStore } from '@/server/blobs/store'
import { closeDatabase } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { migrate } from '@/server/db/migrate'
import { migrateQueue } from '@/server/queue/migrate'
import { closeDoorbell } from '@/server/services/intake/ring'
import { closeLiveBus } from '@/server/services/live/bus'
import { createWorkspace } from '@/server/services/workspaces/create'
import { memberOf } from '@/server/services/workspaces/member-of'
import { Program } from './program'
import { openPostgres, openRedis } from './stores'

export type House = Awaited<ReturnType<typeof openHouse>>

/** Postgres, Redis if asked for, a gateway and workers: processes of their own, as in production, that may be broken. */
export async function openHouse({ queue, workers: count }: { queue: 'redis' | 'postgres'; workers: number }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'kaos-chaos-'))
  const logs = path.join(folder, 'logs')
  mkdirSync(logs)
  mkdirSync('dist', { recursive: true })
  const programs = mkdtempSync(path.join('dist', 'chaos-'))
  const place = { dataFolder: folder, password: randomBytes(12).toString('hex'), signal: new AbortController().signal }
  const [database, redis] = await Promise.all([
    openPostgres(place),
    queue === 'redis' ? openRedis({ ...place, program: redisProgram() }) : null,
    buildPrograms(process.cwd(), programs),
  ])
  const variables = await variablesFor(database.url, redis?.url ?? '', folder)
  Object.assign(process.env, variables)
  const sql = postgres(database.url, { max: 3, onnotice: () => {} })
  const actor = await ownerOfWorkspace(sql)

  const program = (name: string, file: string) => {
    const args = ['--enable-source-maps', '--import', './bench/chaos/clock.mjs', path.join(programs, file)]
    const env = { ...process.env, LOG_LEVEL: 'info', NODE_ENV: 'production' as const, KAOS_PROCESS: name }
    return new Program(name, args, { env, log: path.join(logs, `${name}.log`) })
  }
  const gateway = program('gateway', 'gateway.js')
  const workers = Array.from({ length: count }, (_, at) => program(`worker-${at + 1}`, 'worker.js'))
  await Promise.all([gateway, ...workers].map((each) => each.start()))

  return {
    database,
    redis,
    sql,
    actor,
    gateway,
    workers,
    logs,
    /** Keeps the logs of a run that went wrong. */
    async close({ keep }: { keep: boolean }): Promise<void> {
      await Promise.all([gateway, ...workers].map((each) => each.stop()))
      await Promise.all([closeDoorbell(), closeLiveBus()])
      await Promise.all([closeDatabase(), sql.end()])
      await Promise.all([database.stop(), redis?.stop()])
      rmSync(programs, { recursive: true, force: true })
      if (!keep) rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function variablesFor(databaseUrl: string, redisUrl: string, folder: string): Promise<Record<string, string>> {
  const [secret, port] = [randomBytes(32).toString('hex'), String(await freePort())]
  const { app, engine, auth } = await migrate(databaseUrl, secret)
  await Promise.all([migrateQueue(databaseUrl), diskStore(path.join(folder, 'blobs')).setUp()])
  return {
    LOG_LEVEL: 'error',
    AUTH_SECRET: secret,
    KAOS_MASTER_KEY: randomBytes(32).toString('base64'),
    KAOS_URL: `http://127.0.0.1:${port}`,
    KAOS_DATA: folder,
    KAOS_EGRESS_ALLOW: '127.0.0.0/8',
    PORT: port,
    REDIS_URL: redisUrl,
    DATABASE_URL: '',
    DATABASE_APP_URL: app,
    DATABASE_ENGINE_URL: engine,
    DATABASE_AUTH_URL: auth,
  }
}

function redisProgram(): string {
  const program = findRedis()
  if (!program) throw new Error('There is no redis-server or valkey-server on the PATH. Install one, or add `--queue postgres`.')
  return program
}

async function ownerOfWorkspace(sql: postgres.Sql) {
  const person = { userId: newId(), name: 'Chaos', email: 'chaos@chaos.test', sessionId: newId() }
  await sql`insert into "user" (id, email, name) values (${person.userId}, ${person.email}, ${person.name})`
  const { slug } = await createWorkspace(person, { name: 'Chaos' })
  const actor = await memberOf(person, slug)
  if (!actor) throw new Error('The workspace has no owner')
  return actor
}
