import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { createFlow } from '../flows/create'
import { removeFlow } from '../flows/remove'
import { setFlowLane } from '../flows/set-lane'
import { closeDoorbell } from '../intake/ring'
import { closeLiveBus } from '../live/bus'
import { draw } from '../testing'
import { publishVersion } from '../versions/publish'
import { cancelRun } from './cancel'
import { cancelMany } from './cancel-many'
import { countChosen } from './count-chosen'
import { getRun } from './get'
import { listRuns } from './list'
import { runsProgress } from './progress'
import { retryMany } from './retry-many'
import { startRun } from './start'
import { testRun } from './test'

const database = testDatabase()
afterAll(async () => {
  await Promise.all([closeDoorbell(), closeLiveBus()])
})

let workspace: TestWorkspace
let flowId: string
let call: { actor: TestWorkspace['operator'] }

beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
  call = { actor: workspace.operator }
  flowId = await published('Flow')
})

async function published(name: string): Promise<string> {
  const { id } = await createFlow({ actor: workspace.builder }, { name })
  await draw({ actor: workspace.builder }, id)
  await publishVersion({ actor: workspace.builder }, { flowId: id })
  return id
}

async function run(status: 'failed' | 'succeeded' | 'queued' | 'waiting', input: unknown = {}, flow = flowId): Promise<string> {
  const { runId } = await startRun(call, { flowId: flow, input: input as never })
  const ended = status === 'failed' || status === 'succeeded'
  await database.owner()`update run set status = ${status}, started_at = now(), finished_at = ${ended ? new Date() : null} where id = ${runId}`
  return runId
}

it('runs again what is selected with the priority that its flow has now', async () => {
  const failed = await run('failed')
  await setFlowLane(call, { id: flowId, priority: 'low', most: null })
  const { runIds } = await retryMany(call, { runs: { ids: [failed] }, from: 'stop' })
  expect(await database.owner()`select priority from run where id in ${database.owner()(runIds)}`).toEqual([{ priority: -1 }])
})

it('runs again what is selected, in the order it came in, with one audit event that names all', async () => {
  const failed = [await run('failed', { n: 1 }), await run('failed', { n: 2 })]
  const goingOn = await run('waiting')
  const { runIds } = await retryMany(call, { runs: { ids: [goingOn, ...failed.toReversed()] }, from: 'start' })
  expect(runIds).toHaveLength(2)
  const made = await Promise.all(runIds.map((id) => getRun(call, { id })))
  expect(made.map(({ input, continuesRunId }) => [input, continuesRunId])).toEqual([
    [{ n: 1 }, null],
    [{ n: 2 }, null],
  ])
  const events = await database.owner()`select detail from audit_event where workspace_id = ${workspace.id} and action = 'runs.retried'`
  expect(events).toMatchObject([{ detail: { count: 2, of: failed, runs: runIds, from: 'start' } }])
  expect(await runsProgress(call, { ids: runIds })).toEqual({ total: 2, ended: 0, failed: 0 })
})

it('goes on with all that a filter shows, a thousand at most, and not with what has succeeded', async () => {
  const first = await run('failed')
  await run('succeeded')
  await run('failed', {}, await published('Another'))
  await database.owner()`
    insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input, started_at, finished_at)
    select gen_random_uuid(), workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input, started_at, finished_at
    from run, generate_series(1, 1100) where run.id = ${first}`
  const filter = { flowId, status: 'failed' } as const
  expect(await countChosen(call, { filter })).toMatchObject({ ended: 1_000, goingOn: 0, goOn: 1_000, most: 1_000 })
  const { runIds } = await retryMany(call, { runs: { filter }, from: 'stop' })
  expect(runIds).toHaveLength(1_000)
  const [sample] = await database.owner()`
    select count(*)::int, count(continues_run_id)::int as continuing from run where id = any(${runIds}) and status = 'queued' and flow_id = ${flowId}`
  expect(sample).toEqual({ count: 1_000, continuing: 1_000 })
  await expect(retryMany(call, { runs: { filter: { status: 'succeeded' } }, from: 'stop' })).rejects.toMatchObject({ code: 'not_found' })
})

it('counts as many to go on with as it goes on with, however far they lie behind others that ended', async () => {
  const [failed, done] = [await run('failed'), await run('succeeded')]
  await database.owner()`
    insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input, started_at, finished_at)
    select uuidv7(), workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input, started_at, finished_at
    from run, generate_series(1, 1100) where run.id = ${done}`
  expect(await countChosen(call, { filter: { flowId } })).toMatchObject({ ended: 1_000, again: 1_000, goOn: 1 })
  const { runIds } = await retryMany(call, { runs: { filter: { flowId } }, from: 'stop' })
  expect(await database.owner()`select continues_run_id from run where id = any(${runIds})`).toEqual([{ continues_run_id: failed }])
})

it('does only the one step again of a run of one step, with what it was given', async () => {
  const { runId } = await testRun({ actor: workspace.builder }, { flowId })
  const [before] = [await run('succeeded')]
  await database.owner()`
    update run set status = 'failed', finished_at = now(), from_step = 'got', until_node_id = 'got', continues_run_id = ${before} where id = ${runId}`
  const { runIds } = await retryMany({ actor: workspace.builder }, { runs: { ids: [runId] }, from: 'start' })
  expect(await database.owner()`select from_step, until_node_id, continues_run_id from run where id = any(${runIds})`).toEqual([
    { from_step: 'got', until_node_id: 'got', continues_run_id: before },
  ])
})

it('leaves out tests for those who may not test, and runs of deleted flows', async () => {
  const { runId } = await testRun({ actor: workspace.builder }, { flowId })
  await database.owner()`update run set status = 'failed', finished_at = now() where id = ${runId}`
  await expect(retryMany(call, { runs: { ids: [runId] }, from: 'start' })).rejects.toMatchObject({ code: 'not_found' })
  const live = await run('failed')
  await removeFlow({ actor: workspace.builder }, { id: flowId })
  await expect(retryMany(call, { runs: { ids: [live] }, from: 'start' })).rejects.toMatchObject({ code: 'not_found' })
})

it('counts of what is chosen what each thing can be done to', async () => {
  const [failed, done, waiting, queued] = [await run('failed'), await run('succeeded'), await run('waiting'), await run('queued')]
  const { runId: tested } = await testRun({ actor: workspace.builder }, { flowId })
  await database.owner()`update run set status = 'failed', finished_at = now() where id = ${tested}`
  await cancelMany(call, { runs: { ids: [queued] } })
  const ids = [failed, done, waiting, queued, tested]
  expect(await countChosen(call, { ids })).toEqual({ ended: 3, goingOn: 2, again: 2, goOn: 1, cancel: 1, most: 1_000 })
  expect(await countChosen({ actor: workspace.builder }, { ids })).toMatchObject({ again: 3, goOn: 2 })
  expect(await countChosen(call, { ids: [done] })).toMatchObject({ again: 1, goOn: 0, cancel: 0 })
})

it('cancels what is going on, once, whatever state it is in', async () => {
  const goingOn = [await run('waiting'), await run('queued')]
  const over = await run('succeeded')
  const { runIds } = await cancelMany(call, { runs: { ids: [...goingOn, over] } })
  expect(runIds.sort()).toEqual(goingOn.sort())
  expect((await cancelMany(call, { runs: { ids: goingOn } })).runIds).toEqual([])
  const { items } = await listRuns(call, { status: 'queued' })
  expect(items.map(({ id }) => id).sort()).toEqual(goingOn.sort())
  expect(await database.owner()`select from audit_event where workspace_id = ${workspace.id} and action = 'runs.cancelled'`).toHaveLength(1)
})

it.each<[string, (id: string) => Promise<unknown>]>([
  ['alone', (id) => cancelRun(call, { id })],
  ['with others', (id) => cancelMany(call, { runs: { ids: [id] } })],
])('leaves a run as it ended that ended just as it was cancelled %s', async (_, cancel) => {
  const id = await run('waiting')
  const sql = database.owner()
  const { cancelling } = await sql.begin(async (worker) => {
    await worker`update run set status = 'succeeded', finished_at = now() where id = ${id}`
    const cancelling = cancel(id)
    const held = () => sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await vi.waitFor(async () => expect(await held()).toHaveLength(1), { timeout: 20_000 })
    return { cancelling } // a promise by itself would be waited for
  })
  await cancelling
  expect(await sql`select status, cancelled_by, cancel_requested_at from run where id = ${id}`).toEqual([
    { status: 'succeeded', cancelled_by: null, cancel_requested_at: null },
  ])
  expect(
    await sql`select from audit_event where workspace_id = ${workspace.id} and action in ('run.cancelled', 'runs.cancelled')`,
  ).toHaveLength(0)
})
