import { randomUUID } from 'node:crypto'
import type { Job } from 'bullmq'
import postgres from 'postgres'
import type { Json } from '@/flow/json'
import { addJob, openQueue, openWorker, queueStore } from '@/server/queue/store'

/**
 * What most engines do, at its barest: a job for each node, and a transaction that keeps what the node gave before the
 * next job is added. It evaluates nothing, fences nothing, records nothing and knows no tenants.
 */
export const NODES = 10
const QUEUE = 'bench-nodes'

export type NodeJob = { runId: string; node: number; data: Json }

export async function createTables(sql: postgres.Sql): Promise<void> {
  await sql`create table bench_run (id uuid primary key, status text not null, input json not null, finished_at timestamptz)`
  await sql`create table bench_step (run_id uuid not null, node int not null, status text not null, output json not null, primary key (run_id, node))`
}

/** Accepts runs; each is in the database before its first job is in the queue. */
export function openBaselineIntake(databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 20 })
  const queue = openQueue(queueStore(), QUEUE)
  return {
    async accept(input: Json): Promise<void> {
      const runId = randomUUID()
      await sql`insert into bench_run (id, status, input) values (${runId}, 'running', ${sql.json(input as postgres.JSONValue)})`
      await addJob(queue, 'node', { runId, node: 1, data: input } satisfies NodeJob, { removeOnComplete: true })
    },
    close: () => Promise.all([queue.close(), sql.end()]),
  }
}

export function openBaselineWorker(databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 20 })
  const queue = openQueue(queueStore(), QUEUE)
  const perform = async ({ data: { runId, node, data } }: Job<NodeJob>) => {
    const output = { node, data: { total: node } }
    await sql.begin(async (tx) => {
      await tx`insert into bench_step (run_id, node, status, output) values (${runId}, ${node}, 'completed', ${tx.json(output)})`
      if (node === NODES) await tx`update bench_run set status = 'succeeded', finished_at = now() where id = ${runId}`
    })
    if (node < NODES) await addJob(queue, 'node', { runId, node: node + 1, data } satisfies NodeJob, { removeOnComplete: true })
  }
  const worker = openWorker(queueStore(), QUEUE, perform, { concurrency: 20 })
  return { close: () => Promise.all([worker.close(), queue.close(), sql.end()]) }
}
