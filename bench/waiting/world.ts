import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres, { type Sql } from 'postgres'
import { startPostgres } from '@/deploy/local/postgres.mjs'
import { draw } from '@/flow/engine/testing/drawn'
import { blobStore } from '@/server/blobs/store'
import { closeDatabase } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { migrate } from '@/server/db/migrate'
import { migrateQueue } from '@/server/queue/migrate'
import { closeDoorbell } from '@/server/services/intake/ring'
import { closeLiveBus } from '@/server/services/live/bus'
import { hashOf } from '@/server/services/versions/hash'

export type WaitingFlow = { workspaceId: string; flowId: string; versionId: string; triggerId: string }

/** A Postgres that keeps what it says, a published flow that waits, and workers as processes of their own. */
export async function openWaiting() {
  const folder = mkdtempSync(path.join(tmpdir(), 'kaos-bench-'))
  mkdirSync(path.join(folder, 'logs'))
  const signal = new AbortController().signal
  const database = await startPostgres({ root: process.cwd(), dataFolder: folder, password: randomBytes(12).toString('hex'), signal })
  const secret = randomBytes(32).toString('hex')
  const { app, engine, auth } = await migrate(database.url, secret)
  await migrateQueue(database.url)
  Object.assign(process.env, {
    LOG_LEVEL: 'error',
    AUTH_SECRET: secret,
    KAOS_MASTER_KEY: randomBytes(32).toString('base64'),
    KAOS_URL: 'http://localhost:3000',
    KAOS_DATA: folder,
    REDIS_URL: '',
    DATABASE_URL: database.url,
    DATABASE_APP_URL: app,
    DATABASE_ENGINE_URL: engine,
    DATABASE_AUTH_URL: auth,
  })
  await blobStore().setUp()
  const owner = postgres(database.url, { max: 2, onnotice: () => {} })
  const workers: ChildProcess[] = []

  return {
    owner,
    flow: await publish(owner),

    async worker() {
      const child = spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
      workers.push(child)
      await once(child, 'message')
      return {
        residentMb: () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024),
        stop: () => stopped(child),
      }
    },

    async close(): Promise<void> {
      await Promise.all(workers.map(stopped))
      await Promise.all([closeDoorbell(), closeLiveBus()])
      await Promise.all([closeDatabase(), owner.end()])
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function publish(owner: Sql): Promise<WaitingFlow> {
  const { graph } = draw('t → wait → after', {
    nodes: {
      t: { type: 'trigger.manual' },
      wait: { type: 'flow.wait', params: { mode: 'for', amount: 30, unit: 'days' } },
      after: { type: 'data.set', params: { fields: [{ name: 'waited', value: '{{ steps.wait.until }}' }] } },
    },
  })
  const [workspaceId, flowId, versionId, triggerId, by] = [newId(), newId(), newId(), newId(), newId()]
  await owner`insert into workspace (id, name, slug) values (${workspaceId}, 'Bench', 'bench')`
  await owner`insert into flow (id, workspace_id, name, created_by) values (${flowId}, ${workspaceId}, 'Waits', ${by})`
  await owner`insert into version (id, workspace_id, flow_id, kind, number, graph, hash, created_by)
    values (${versionId}, ${workspaceId}, ${flowId}, 'published', 1, ${owner.json(graph)}, ${hashOf(graph)}, ${by})`
  await owner`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, config, enabled)
    values (${triggerId}, ${workspaceId}, ${flowId}, ${versionId}, 't', 'webhook', '{}', true)`
  return { workspaceId, flowId, versionId, triggerId }
}
