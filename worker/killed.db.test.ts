import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { sealCredentials } from '@/server/services/connections/open'
import { ended, testWorld } from './testing/world'

const world = testWorld()
const LOCK = 4_711
const workers: ChildProcess[] = []
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
})

/** A worker as it runs in production: a process of its own. */
async function workerProcess(): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, KAOS_PROCESS: 'worker' },
  })
  workers.push(worker)
  await new Promise((resolve) => worker.once('message', resolve))
  return worker
}

/**
 * The worker is stopped dead in the moment between the bill and everything that says so: writing the record of that call
 * waits for a lock that the test holds, so the bill stands in Xero's books and in nobody else's.
 */
it('killed right after the bill was made: one bill, and the run finishes', { timeout: 120_000 }, async () => {
  const sql = world.sql()
  const flow = await world.flow('t → bill', {
    bill: {
      type: 'xero.create-bill',
      params: { vendor: 'Hooli GmbH', invoiceNumber: '4711', date: '2026-11-02', dueDate: '2026-12-02', currency: 'EUR', total: '4280.00' },
    },
  })
  const { workspaceId } = flow
  const id = newId()
  const sealed = await inWorkspace(workspaceId, (tx) => sealCredentials(tx, { id, workspaceId }, { fields: {} }))
  await sql`insert into connection (id, workspace_id, connector, name, kind, sealed, allowed_hosts, created_by)
    values (${id}, ${workspaceId}, 'xero', 'Books', 'sandbox', ${sealed}, '{}', ${newId()})`
  const nodes = flow.graph.nodes.map((node) => (node.id === 'bill' ? { ...node, connectionId: id } : node))
  await sql`update version set graph = ${sql.json({ ...flow.graph, nodes })} where id = ${flow.versionId}`
  const bills = () => sql`select body from sandbox_record where connection_id = ${id} and kind = 'xero.invoice'`

  await sql.unsafe(`
    create function wait_for_the_test() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(${LOCK}); return new; end $$;
    create trigger wait_for_the_test before insert on outside_call for each row
      when (new.summary->>'path' like '%/Invoices' and new.summary->>'method' <> 'GET') execute function wait_for_the_test()`)

  const first = await workerProcess()
  const runId = await sql.begin(async (held) => {
    await held`select pg_advisory_xact_lock(${LOCK})`
    const started = await flow.start()
    await until(async () => (await bills()).length > 0)
    first.kill('SIGKILL')
    return started
  })
  expect(await world.run(runId)).toMatchObject({ status: 'running' })

  await workerProcess()
  expect(await world.until(runId, ended)).toMatchObject({ status: 'succeeded', losses: 0, epoch: 2 })
  expect(await bills()).toHaveLength(1)
  const events = await world.events(runId)
  expect(events.filter(({ type }) => type === 'step.completed')).toHaveLength(1)
  expect(events.filter(({ type }) => type === 'effect.announced')).toHaveLength(2)
  const keys = events.flatMap((event) => (event.type === 'effect.announced' ? [event.key] : []))
  expect(new Set(keys).size).toBe(1)
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(2)
}
