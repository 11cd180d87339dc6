import { afterEach, describe, expect, it } from 'vitest'
import type { Node } from '@/flow/graph/graph'
import { newId } from '@/server/db/id'
import { testMember } from '@/server/db/testing'
import { setFlowPaused } from '@/server/services/flows/set-paused'
import { liveBus } from '@/server/services/live/bus'
import { cancelRun } from '@/server/services/runs/cancel'
import { type RunningWorker, startWorker } from '../start'
import { faultySql } from '../testing/faulty-sql'
import { ended, testWorld, waiting } from '../testing/world'
import { Reconciler } from './reconciler'

const world = testWorld()
const PROMISED_MS = 10_000
let worker: RunningWorker | undefined

afterEach(async () => {
  await worker?.stop()
  worker = undefined
})

const call = (url: string, more: Partial<Node> = {}): Partial<Node> => ({
  type: 'http.request',
  params: { method: 'PUT', url, send: 'json', json: {} },
  ...more,
})
const hours: Partial<Node> = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } }
const set = (value: string): Partial<Node> => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
const silence = () => new Promise<number>(() => {})

type Flow = Awaited<ReturnType<typeof world.flow>>

async function cancelled({ workspace }: Flow, id: string): Promise<number> {
  const asked = performance.now()
  await cancelRun({ actor: workspace.operator }, { id })
  expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled', owner: null })
  expect((await world.events(id)).at(-1)).toMatchObject({ type: 'run.cancelled' })
  return performance.now() - asked
}

describe('a run that is to be cancelled ends within ten seconds', () => {
  it('while it hangs in a step', async () => {
    const { url, calls } = await world.sink(silence)
    const flow = await world.flow('t → a', { a: call(url) })
    worker = await startWorker()
    const id = await flow.start()
    await world.until(id, ({ nextSeq }) => nextSeq > 2)
    expect(await cancelled(flow, id)).toBeLessThan(PROMISED_MS)
    expect(calls.length).toBeLessThanOrEqual(1)
  })

  it.each([
    ['waits', () => hours],
    ['is to try again later', (url: string) => call(url, { retry: { attempts: 5, delayMs: 3_600_000, factor: 1 } })],
  ] as const)('while it %s', async (_, node) => {
    const { url } = await world.sink(() => 503)
    const flow = await world.flow('t → a', { a: node(url) })
    worker = await startWorker()
    const id = await flow.start()
    await world.until(id, waiting)
    expect(await cancelled(flow, id)).toBeLessThan(PROMISED_MS)
    expect(await world.sql()`select from wait where run_id = ${id} and closed_at is null`).toEqual([])
  })

  it('while it is queued and nobody may take it', async () => {
    const flow = await world.flow('t → a', { a: hours })
    await setFlowPaused({ actor: flow.workspace.operator }, { id: flow.flowId, paused: true })
    worker = await startWorker()
    const id = await flow.start()
    expect(await cancelled(flow, id)).toBeLessThan(PROMISED_MS)
  })

  it('while its worker is dead and nobody knows it yet', async () => {
    const flow = await world.flow('t → a', { a: hours })
    const id = await flow.start()
    const dead = newId()
    // However long this test takes.
    await world.sql()`insert into worker (id, host, heartbeat_at) values (${dead}, 'gone', now() + interval '1 minute')`
    await world.sql()`update run set status = 'running', owner = ${dead}, epoch = 1, started_at = now() where id = ${id}`
    worker = await startWorker()
    expect(await cancelled(flow, id)).toBeLessThan(PROMISED_MS)
    expect(await world.run(id)).toMatchObject({ epoch: 2, losses: 0 })
  })
})

describe('cancelling ends', () => {
  const actorOf = async (workspaceId: string) => ({ actor: await testMember(world.sql(), workspaceId, 'owner') })

  it('a queued run', async () => {
    const { start, workspaceId } = await world.flow('t → a', { a: set('x') })
    const id = await start()
    await cancelRun(await actorOf(workspaceId), { id })
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect(await world.events(id)).toEqual([expect.objectContaining({ type: 'run.cancelled' })])
  })

  it('a waiting run, and its timer with it', async () => {
    const { start, workspaceId } = await world.flow('t → w', { w: hours })
    worker = await startWorker()
    const id = await start()
    await world.until(id, waiting)
    await cancelRun(await actorOf(workspaceId), { id })
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect(await world.sql()`select from wait where run_id = ${id} and (closed_at is null or fired_at is null)`).toHaveLength(0)
  })

  it('a run in the middle of a call, without waiting for the answer', async () => {
    const { url, calls } = await world.sink(() => new Promise<number>(() => {}))
    const { start, workspaceId } = await world.flow('t → a → b', { a: { type: 'http.request', params: { url } }, b: set('x') })
    worker = await startWorker()
    const id = await start()
    await world.until(id, ({ nextSeq }) => nextSeq > 2)
    await cancelRun(await actorOf(workspaceId), { id })
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect(calls.length).toBeLessThanOrEqual(1)
  })

  it('nothing that has ended', async () => {
    const { start, workspaceId } = await world.flow('t → a', { a: set('x') })
    const id = await start()
    await (await world.worker()).take([id])
    await world.until(id, ended)
    await cancelRun(await actorOf(workspaceId), { id })
    expect(await world.run(id)).toMatchObject({ status: 'succeeded' })
  })
})

it('a worker that was stopped and resumed writes nothing more into a run that was ended for it', async () => {
  let answer = (_: number) => {}
  const { url } = await world.sink(() => new Promise<number>((resolve) => (answer = resolve)))
  const flow = await world.flow('t → a', { a: call(url) })
  const id = await flow.start()
  const faulty = faultySql(world.sql())
  const stopped = await world.worker(faulty.sql)
  await stopped.take([id])
  await world.until(id, ({ nextSeq }) => nextSeq > 2)
  faulty.pause()
  await cancelRun({ actor: flow.workspace.operator }, { id })
  await world.sql()`update run set cancel_requested_at = now() - interval '5 seconds' where id = ${id}`
  await new Reconciler({ sql: world.sql(), bus: await liveBus(), engine: await world.worker() }).reconcile()
  const before = await world.events(id)
  expect(before.at(-1)).toMatchObject({ type: 'run.cancelled' })
  const written = faulty.appends
  answer(200)
  faulty.resume()
  await stopped.stop(5_000)
  expect(faulty.appends).toBeGreaterThan(written)
  expect(await world.events(id)).toEqual(before)
})

it('ends thousands that stand in line in one round', async () => {
  const { workspace, workspaceId, flowId, versionId } = await world.flow('t → a', { a: hours })
  await setFlowPaused({ actor: workspace.operator }, { id: flowId, paused: true })
  await world.sql()`
    insert into run (id, workspace_id, flow_id, version_id, mode, status, held, trigger_node_id, started_by, input, cancel_requested_at)
    select gen_random_uuid(), ${workspaceId}, ${flowId}, ${versionId}, 'live', 'queued', true, 't', '{"kind":"nobody"}', '{}', now() - interval '5 seconds'
    from generate_series(1, 1200)`
  await new Reconciler({ sql: world.sql(), bus: await liveBus(), engine: await world.worker() }).reconcile()
  expect(await world.sql()`select status, count(*)::int from run where flow_id = ${flowId} group by status`).toEqual([
    { status: 'cancelled', count: 1_200 },
  ])
})
