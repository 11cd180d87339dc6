import { blobStore } from '@/server/blobs/store'
import { StoreAway, whatToDo } from '@/server/blobs/store-away'
import { engineSql } from '@/server/db/client'
import type { QueueProbe } from '@/server/queue/probe'
import { within } from '@/server/queue/within'

export type Readiness = {
  ready: boolean
  postgres: 'ok' | 'failed'
  queue: 'ok' | 'failed'
  /** Else what whoever runs KAOS can do. Takes nothing from being ready: what needs no files goes on, and is accepted. */
  files: string
  /** `leaving`: told to stop, and handing back what they have. Null: not known. */
  workers: { working: number; leaving: number } | null
}

/** Really writes to both: a full disk or a read-only replica answers a ping. Takes no actor: it tells nothing of anybody. */
export async function ready(queue: QueueProbe): Promise<Readiness> {
  const [postgresOk, queueOk, files, workers] = await Promise.all([
    succeeds(writePostgres()),
    succeeds(queue.write()),
    filesInWords(),
    countWorkers(),
  ])
  return { ready: postgresOk && queueOk, postgres: postgresOk ? 'ok' : 'failed', queue: queueOk ? 'ok' : 'failed', files, workers }
}

/** A transaction id is assigned and written only when the server can write. */
async function writePostgres(): Promise<void> {
  const sql = engineSql()
  await within(2_000, sql`select pg_current_xact_id()`, 'Postgres does not answer')
}

async function filesInWords(): Promise<string> {
  try {
    await within(2_000, blobStore().check(), 'The store of files does not answer')
    return 'ok'
  } catch (error) {
    return whatToDo(error instanceof StoreAway ? error.code : '')
  }
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  )
}

async function countWorkers(): Promise<Readiness['workers']> {
  const counted = engineSql()<{ working: number; leaving: number }[]>`
    select count(*) filter (where leaving_at is null)::int as working, count(leaving_at)::int as leaving
    from worker where heartbeat_at > now() - interval '15 seconds'`
  return within(2_000, counted, 'Postgres does not answer').then(
    ([row]) => row ?? null,
    () => null,
  )
}
