import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import type { RunRef } from '@/server/queue/doorbell'
import type { Call } from '@/server/services/call'
import { listFlows } from '@/server/services/flows/list'
import { acceptRun } from '@/server/services/intake/accept-run'
import { liveBus } from '@/server/services/live/bus'
import { cancelRun } from '@/server/services/runs/cancel'
import { countChosen } from '@/server/services/runs/count-chosen'
import { getRun } from '@/server/services/runs/get'
import { idAt } from '@/server/services/runs/id-at'
import { latestRun } from '@/server/services/runs/latest'
import { listRuns } from '@/server/services/runs/list'
import { runVolume } from '@/server/services/runs/volume'
import { availableRuns } from '@/server/services/what-if/available'
import { sealWorkspace } from '@/worker/audit/seal-workspace'
import { letIn } from '@/worker/engine/account-line'
import { claim, holdBehindLanes } from '@/worker/engine/claim'
import { claimFairly } from '@/worker/engine/claim-fairly'
import { claimHeld } from '@/worker/engine/claim-held'
import { loadHistories } from '@/worker/engine/load-history'
import { startDueSchedules } from '@/worker/reconcile/due-schedules'
import { fireDueWaits } from '@/worker/reconcile/due-waits'
import { requeueLostRuns } from '@/worker/reconcile/lost-runs'
import { orphanFinder } from '@/worker/reconcile/orphans'
import { endOverdueCancels } from '@/worker/reconcile/overdue-cancels'
import { tellOfEnds } from '@/worker/reconcile/owed-ends'
import { unrungRuns } from '@/worker/reconcile/unrung'
import { startWorker } from '@/worker/start'
import { ended, testWorld, waiting } from '@/worker/testing/world'
import { fillHistory } from './history'

/**
 * What the engine does for the runs of today costs the same however many there were before: none of its statements walks
 * through a table that grows with history. Postgres itself counts the rows that were read without an index.
 */
const HISTORY = 30_000
const GROWING = ['run', 'wait', 'delivery', 'journal%']
/** Read without an index all the same: a partition of this week that is still small. */
const SMALL = 2_000

const world = testWorld()
const nap = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'seconds' } }
const day = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'days' } }
const set = { type: 'data.set', params: { fields: [{ name: 'v', value: '{{ run.id }}' }] } }
const DAY = 86_400_000
let flow: Awaited<ReturnType<typeof world.flow>>
/** Of the same workspace, with a run of each kind. */
let rare: { flowId: string; waits: string; all: { id: string; status: string }[] }
const triggerId = newId()

beforeAll(async () => {
  flow = await world.flow('t → a → nap → b', { a: set, nap, b: set })
  const { workspaceId, flowId, versionId } = flow
  const sql = world.sql()
  await sql`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, token, config, enabled)
    values (${triggerId}, ${workspaceId}, ${flowId}, ${versionId}, 't', 'webhook', ${newId()}, '{}', true)`
  await fillHistory(sql, { workspaceId, flowId, versionId, triggerId }, HISTORY)
  rare = await hardlyAny()
  await sql.begin(async (tx) => {
    await tx`
      insert into wait (id, workspace_id, run_id, step, kind, wake_at, fired_at, closed_at)
      select uuidv7(), workspace_id, id, 'nap', 'timer', created_at, created_at, created_at from run`
    // This walk is the test's own: it is counted now, not in the middle of what is measured.
    await tx`select pg_stat_force_next_flush()`
  })
  await sql`vacuum (analyze) wait`
}, 120_000)

async function hardlyAny() {
  const { workspaceId, flowId, versionId } = await world.flow('t → a', { a: set }, { workspace: flow.workspace })
  const all = ['succeeded', 'running', 'failed', 'waiting', 'queued', 'running'].map((status) => ({ id: newId(), status }))
  for (const { id, status } of all) {
    const finishedAt = status === 'succeeded' || status === 'failed' ? new Date() : null
    await world.sql()`
      insert into run (id, workspace_id, flow_id, version_id, mode, status, held, trigger_node_id, started_by, input, finished_at)
      values (${id}, ${workspaceId}, ${flowId}, ${versionId}, 'live', ${status}, true, 't', '{"kind":"webhook"}', '{}', ${finishedAt})`
  }
  return { flowId, all, waits: all.find(({ status }) => status === 'waiting')?.id ?? '' }
}

/** Rows of `run` that were read, by whatever way. */
async function rowsRead(work: () => Promise<unknown>): Promise<number> {
  const count = async () => {
    await atRest()
    const [row] = await world.sql()<{ count: number }[]>`
      select (seq_tup_read + idx_tup_fetch)::int as count from pg_stat_user_tables where relname = 'run'`
    return row?.count ?? 0
  }
  const before = await count()
  await work()
  return (await count()) - before
}

/** By table, how many rows were read without an index while this was done. */
async function readByWalking(work: () => Promise<unknown>): Promise<Record<string, number>> {
  await atRest()
  const before = await counters()
  await work()
  await atRest()
  const after = await counters()
  return Object.fromEntries(
    [...after].map(([name, count]) => [name, count - (before.get(name) ?? 0)]).filter(([, count]) => Number(count) > SMALL),
  )
}

/** A connection hands in what it counted when it is closed. */
async function atRest(): Promise<void> {
  await closeDatabase()
  const open = () => world.sql()`
    select from pg_stat_activity where datname = current_database() and application_name ~ '^kaos (app|engine|auth|heartbeat)'`
  for (const end = performance.now() + 10_000; (await open()).length > 0 && performance.now() < end; ) await sleep(20)
}

async function counters(): Promise<Map<string, number>> {
  const rows = await world.sql()<{ name: string; count: number }[]>`
    select relname as name, seq_tup_read::int as count from pg_stat_user_tables where relname like any(${GROWING})`
  return new Map(rows.map(({ name, count }) => [name, count]))
}

async function queued(count: number): Promise<RunRef[]> {
  const { workspaceId, flowId, versionId } = flow
  const intake = { workspaceId, flowId, versionId, mode: 'live', triggerNodeId: 't', startedBy: { kind: 'webhook' }, input: {} } as const
  return Promise.all(Array.from({ length: count }, async () => ({ id: (await acceptRun(intake)).runId, workspaceId })))
}

const worker = newId()
const STATEMENTS: Record<string, () => Promise<unknown>> = {
  'accept a delivery, and its repeat': async () => {
    const { workspaceId, flowId, versionId } = flow
    const intake = { workspaceId, flowId, versionId, mode: 'live', triggerNodeId: 't', startedBy: { kind: 'webhook' }, input: {} } as const
    const delivery = { triggerId, key: newId() }
    for (let times = 0; times < 3; times++) await acceptRun({ ...intake, delivery })
  },
  claim: async () => claim(engineSql(), worker, await queued(20)),
  'claim fairly': async () => {
    await queued(20)
    await claimFairly(engineSql(), worker, { most: 100, mostOfOne: 100, load: new Map() })
  },
  'claim what is held': async () => {
    await holdBehindLanes(engineSql(), await queued(5))
    await claimHeld(engineSql(), worker, { most: 100, mostOfOne: 400, load: new Map() })
  },
  'load the journals of claimed runs': async () => {
    const runs = await claim(engineSql(), worker, await queued(20))
    await loadHistories(
      engineSql(),
      runs.map((run) => ({ ...run, nextSeq: 5 })),
    )
  },
  'fire timers': () => fireDueWaits(engineSql()),
  'start schedules': () => startDueSchedules(engineSql()),
  'requeue lost runs': async () => {
    await world.sql()`update run set losses = 2 where id = any(${(await queued(10)).map(({ id }) => id)}::uuid[])`
    await claim(engineSql(), newId(), await queued(20))
    await world.sql()`update run set losses = 1 where status = 'running' and random() < 0.5`
    await requeueLostRuns(engineSql())
  },
  'find orphans': async () => orphanFinder(engineSql(), worker, () => [], 0)(),
  'end what was cancelled': () => endOverdueCancels(engineSql()),
  'tell of ends': () => tellOfEnds(engineSql()),
  'let in whose turn it is': async () => letIn(engineSql(), await liveBus()),
  'ring what is owed': () => unrungRuns(engineSql()),
  'find runs by a value in their data': () => listRuns({ actor: flow.workspace.operator }, { text: 'nowhere' }),
  seal: () => sealWorkspace(flow.workspaceId, 0),
}

/** A list shows fifty and looks for one more; some of `run` are read to know that nothing else is there. */
const A_PAGE = 120

const LISTS: Record<string, (call: Call) => Promise<unknown>> = {
  'the runs of the workspace': (call) => listRuns(call, {}),
  'the runs of a flow': (call) => listRuns(call, { flowId: flow.flowId }),
  'a page of long ago': (call) => listRuns(call, { flowId: flow.flowId, cursor: idAt(Date.now() - 200 * DAY) }),
  'the runs of a flow that has hardly any': (call) => listRuns(call, { flowId: rare.flowId }),
  'what waits of such a flow': (call) => listRuns(call, { flowId: rare.flowId, status: 'waiting' }),
  'what waits of all': (call) => listRuns(call, { status: 'waiting' }),
  'what is running of such a flow': (call) => listRuns(call, { flowId: rare.flowId, status: 'running' }),
  'what is running of a flow that ran often': (call) => listRuns(call, { flowId: flow.flowId, status: 'running' }),
  'the newest run of each flow': (call) => listFlows(call, {}),
  'the newest run of a flow': (call) => latestRun(call, { flowId: flow.flowId }),
  'how many there were within the hour': (call) => runVolume(call, { flowId: flow.flowId, since: '1h' }),
  'how many of a flow are chosen': (call) => countChosen(call, { filter: { flowId: rare.flowId } }),
  'how many a draft can be tried on': (call) => availableRuns(call, { flowId: rare.flowId, ended: 'either', mode: 'any' }),
  'a run by its id': (call) => getRun(call, { id: rare.waits }),
}

describe('a list reads little more than it shows', () => {
  it.each(Object.keys(LISTS))('%s', async (name) => {
    expect(await rowsRead(async () => LISTS[name]?.({ actor: flow.workspace.operator }))).toBeLessThan(A_PAGE)
  })

  it('also where Postgres takes running for common, as after a rush', async () => {
    await world.sql().begin(async (tx) => {
      await tx`update run set status = 'running' where id in (select id from run where flow_id = ${flow.flowId} order by id limit 3000)`
      await tx`analyze run`
      await tx`update run set status = 'succeeded' where status = 'running' and flow_id = ${flow.flowId}`
      // These reads are the test's own: they are counted now, not in the middle of what is measured.
      await tx`select pg_stat_force_next_flush()`
    })
    await world.sql()`vacuum run`
    for (const [name, list] of Object.entries(LISTS))
      expect([name, (await rowsRead(() => list({ actor: flow.workspace.operator }))) < A_PAGE]).toEqual([name, true])
  })
})

it('a list has what is running among what ended, in the order they began', async () => {
  const call = { actor: flow.workspace.operator }
  const { items } = await listRuns(call, { flowId: rare.flowId })
  expect(items.map(({ id, status }) => ({ id, status }))).toEqual(rare.all.toReversed())
  const paged: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await listRuns(call, { flowId: rare.flowId, limit: 2, cursor })
    paged.push(...page.items.map(({ id }) => id))
    if (!page.nextCursor) break
    cursor = page.nextCursor
  }
  expect(paged).toEqual(rare.all.map(({ id }) => id).toReversed())
  expect(await latestRun(call, { flowId: rare.flowId })).toBe(rare.all.at(-1)?.id)
})

describe('with a year of old runs', () => {
  it.each(Object.keys(STATEMENTS))('%s without walking through them', async (name) => {
    expect(await readByWalking(async () => STATEMENTS[name]?.())).toEqual({})
  })

  it('a worker takes, wakes, cancels and ends runs without walking through them', async () => {
    const { start: startLong } = await world.flow('t → w', { w: day }, { workspace: flow.workspace })
    const walked = await readByWalking(async () => {
      const { stop } = await startWorker()
      const ids = await Promise.all(Array.from({ length: 30 }, () => flow.start()))
      const long = await startLong()
      await world.until(long, waiting)
      await cancelRun({ actor: flow.workspace.owner }, { id: long })
      for (const id of [...ids, long]) await world.until(id, ended)
      await stop()
    })
    expect(walked).toEqual({})
  })
})
