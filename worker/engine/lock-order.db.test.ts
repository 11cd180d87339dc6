import { and, eq, not, sql } from 'drizzle-orm'
import { beforeAll, expect, it, vi } from 'vitest'
import { appDb, engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { run } from '@/server/db/schema'
import { setWorkspace } from '@/server/db/tenancy'
import { insertRuns, type NewRun } from '@/server/services/intake/insert-runs'
import { lockedInOrder } from '@/server/services/runs/locked-in-order'
import { fireDueWaits } from '../reconcile/due-waits'
import { requeueLostRuns } from '../reconcile/lost-runs'
import { testWorld } from '../testing/world'
import type { Append } from './append'
import { claim } from './claim'
import { writeAppends } from './flush-statement'

const world = testWorld()

/** So many that Postgres looks runs up one after another, in the order they are asked for, as it does in any house that is used. */
const OLD_RUNS = 5_000

let flow: Flow

beforeAll(async () => {
  flow = await world.flow('t → a', { a: { type: 'data.set', params: { fields: [] } } })
  const { workspaceId, flowId, versionId } = flow
  const owner = world.sql()
  await owner`
    insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input, finished_at)
    select gen_random_uuid(), ${workspaceId}, ${flowId}, ${versionId}, 'live', 'succeeded', 't', '{"kind":"webhook"}', '{}', now()
    from generate_series(1, ${OLD_RUNS})`
  await owner`analyze run`
})

type Flow = Awaited<ReturnType<typeof world.flow>>

function newRun(): NewRun {
  const { workspaceId, flowId, versionId } = flow
  const startedBy = { kind: 'webhook' } as const
  return { id: newId(), workspaceId, flowId, versionId, mode: 'live', triggerNodeId: 't', startedBy, input: '{}' }
}

/** Three runs, in the order of their ids; in the table they stand the other way round. */
async function three(): Promise<[string, string, string]> {
  const runs = [newRun(), newRun(), newRun()] as const
  for (const run of runs.toReversed()) await insertRuns(world.sql(), [run])
  return [runs[0].id, runs[1].id, runs[2].id]
}

async function untilHeld(count: number, or = () => false): Promise<void> {
  await vi.waitFor(async () => {
    if (or()) return
    const rows = await world.sql()`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    expect(rows).toHaveLength(count)
  })
}

/** Both begin while somebody holds this run, and have come as far as they can when it is let go of. */
async function meeting(held: string, first: () => PromiseLike<unknown>, second: () => PromiseLike<unknown>): Promise<void> {
  const { both } = await world.sql().begin(async (tx) => {
    await tx`update run set losses = losses where id = ${held}`
    const one = Promise.resolve(first())
    await untilHeld(1)
    let isDone = false
    const other = Promise.resolve(second()).finally(() => {
      isDone = true
    })
    await untilHeld(2, () => isDone)
    return { both: Promise.all([one, other]) } // a promise by itself would be waited for
  })
  await both
}

it('fires timers while a worker writes to their runs, and neither waits for the other', async () => {
  const [first, second] = await three()
  const [db, owner, waitId] = [world.sql(), newId(), newId()]
  await db`update run set status = 'running', owner = ${owner}, epoch = 1, next_seq = 5, started_at = now() where id in (${first}, ${second})`
  await db`insert into wait (id, workspace_id, run_id, step, kind, wake_at) values (${waitId}, ${flow.workspaceId}, ${first}, 'a', 'timer', now())`
  const append = (runId: string): Append => ({
    runId,
    workspaceId: flow.workspaceId,
    epoch: 1,
    seq: 5,
    count: 1,
    entries: ['{"type":"run.succeeded","at":1}'],
    progress: true,
    status: 'succeeded',
    opened: [],
    closed: [],
  })
  await meeting(
    second,
    () => writeAppends(engineSql(), owner, [append(second), append(first)]),
    () => fireDueWaits(engineSql()),
  )
  expect(await db`select status from run where id in (${first}, ${second})`).toEqual([{ status: 'succeeded' }, { status: 'succeeded' }])
  expect(await db`select from wait where id = ${waitId} and closed_at is null`).toHaveLength(0)
})

it('claims runs that a person changes, and neither waits for the other', async () => {
  const { workspaceId } = flow
  const ids = await three()
  const queued = and(eq(run.workspaceId, workspaceId), eq(run.status, 'queued'), not(run.held))
  const hold = () =>
    appDb().transaction(async (tx) => {
      await setWorkspace(tx, workspaceId)
      // As they stand in the table, which is what Postgres may do at any time.
      await tx.execute(sql`set local enable_indexscan = off`)
      await tx.execute(sql`set local enable_bitmapscan = off`)
      await tx.update(run).set({ held: true }).where(lockedInOrder(tx, queued))
    })
  const refs = ids.map((id) => ({ id, workspaceId }))
  await meeting(ids[1], () => claim(engineSql(), newId(), refs), hold)
})

it('takes back runs of a worker that is silent, not gone, and neither waits for the other', async () => {
  const ids = await three()
  const [db, owner] = [world.sql(), newId()]
  for (const id of ids.toReversed())
    await db`update run set status = 'running', owner = ${owner}, epoch = 1, started_at = now() where id = ${id}`
  const appends = ids.toReversed().map((runId) => ({
    runId,
    workspaceId: flow.workspaceId,
    epoch: 1,
    seq: 1,
    count: 0,
    entries: [],
    progress: false,
    opened: [],
    closed: [],
  }))
  await meeting(
    ids[1],
    () => writeAppends(engineSql(), owner, appends),
    () => requeueLostRuns(engineSql()),
  )
})

it('takes in deliveries that two are just writing in another order, and neither waits for the other', async () => {
  const [db, triggerId] = [world.sql(), newId()]
  const runOf = (key: string): NewRun => ({ ...newRun(), delivery: { triggerId, key } })
  const { both } = await db.begin(async (tx) => {
    await insertRuns(tx, [runOf('b')])
    const one = insertRuns(engineSql(), ['a', 'b', 'c'].map(runOf))
    await untilHeld(1)
    const other = insertRuns(engineSql(), ['c', 'b', 'a'].map(runOf))
    await untilHeld(2)
    return { both: Promise.all([one, other]) } // a promise by itself would be waited for
  })
  const accepted = await both
  expect(accepted.flat().filter(({ duplicate }) => !duplicate)).toHaveLength(2)
})
