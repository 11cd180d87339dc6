import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { sandboxAccount } from './testing/sandbox-account'
import { workerProcesses } from './testing/worker-processes'
import { ended, testWorld } from './testing/world'

const world = testWorld()
const LOCK = 4_711
const workerProcess = workerProcesses()

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
  const id = await sandboxAccount(sql, flow, 'bill', 'xero')
  const bills = () => sql`select body from sandbox_record where connection_id = ${id} and kind = 'xero.invoice'`

  await sql.unsafe(recordsWait(`new.summary->>'path' like '%/Invoices' and new.summary->>'method' <> 'GET'`))

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

it('killed right after a message was posted: it is found, not posted again, and nobody is asked', { timeout: 120_000 }, async () => {
  const sql = world.sql()
  const flow = await world.flow('t → tell → end', {
    tell: { type: 'slack.post-message', params: { channel: '#finance', text: 'Paid' } },
    end: { type: 'data.set', params: { fields: [{ name: 'ts', value: '{{ steps.tell.ts }}' }] } },
  })
  const id = await sandboxAccount(sql, flow, 'tell', 'slack')
  const messages = () => sql<{ ts: string }[]>`select key as ts from sandbox_record where connection_id = ${id} and kind = 'slack.message'`
  await sql.unsafe(recordsWait(`new.summary->>'path' like '%/chat.postMessage'`))

  const first = await workerProcess()
  const runId = await sql.begin(async (held) => {
    await held`select pg_advisory_xact_lock(${LOCK})`
    const started = await flow.start()
    await until(async () => (await messages()).length > 0)
    first.kill('SIGKILL')
    return started
  })
  await workerProcess()
  expect(await world.until(runId, ended)).toMatchObject({ status: 'succeeded', epoch: 2 })
  const [message, ...more] = await messages()
  expect(more).toEqual([])
  const events = await world.events(runId)
  expect(events).toContainEqual(expect.objectContaining({ type: 'effect.looked-up', step: 'tell', answer: 'found' }))
  expect(events).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'end', output: { ts: message?.ts } }))
  expect(await sql`select from wait where run_id = ${runId}`).toHaveLength(0)
})

/** Postgres crashes in the same moment, as far as the worker can see. */
it('the database goes away right after an effect that must not happen twice: nobody has to say whether it did', {
  timeout: 120_000,
}, async () => {
  const sql = world.sql()
  const { url, calls } = await world.sink()
  const flow = await world.flow('t → pay → end', {
    pay: { type: 'http.request', params: { method: 'POST', url } },
    end: { type: 'data.set', params: { fields: [] } },
  })
  await sql.unsafe(recordsWait(`new.summary->>'method' = 'POST'`))
  await workerProcess()
  const runId = await sql.begin(async (held) => {
    await held`select pg_advisory_xact_lock(${LOCK})`
    const started = await flow.start()
    const waiting = () => sql`select pid from pg_locks where locktype = 'advisory' and not granted and database = (
      select oid from pg_database where datname = current_database())`
    await until(async () => (await waiting()).length > 0)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename like 'kaos\\_%'`
    return started
  })
  expect(await world.until(runId, ended)).toMatchObject({ status: 'succeeded' })
  expect(calls).toHaveLength(1)
  expect(await sql`select from outside_call where run_id = ${runId}`).toHaveLength(1)
  expect(await sql`select from wait where run_id = ${runId}`).toHaveLength(0)
})

/** The records of these calls wait until the test lets go of the lock. */
function recordsWait(which: string): string {
  return `
    create or replace function wait_for_the_test() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(${LOCK}); return new; end $$;
    create or replace trigger wait_for_the_test before insert on outside_call for each row when (${which}) execute function wait_for_the_test()`
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(2)
}
