import { describe, expect, it } from 'vitest'
import { newId } from '@/server/db/id'
import { liveBus } from '@/server/services/live/bus'
import type { Engine } from '../engine/engine'
import { ended, testWorld } from '../testing/world'
import { lostRunFinder, requeueLostRuns } from './lost-runs'
import { orphanFinder } from './orphans'
import { endsPutOff, tellOfEnds } from './owed-ends'
import { Reconciler } from './reconciler'

const world = testWorld()
const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })

async function reconcilerOf(engine: Engine): Promise<Reconciler> {
  return new Reconciler({ sql: world.sql(), bus: await liveBus(), engine })
}

describe('the reconciler', () => {
  it('finds runs whose bell was never heard', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    const id = await start()
    await (await reconcilerOf(await world.worker())).reconcile()
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  })

  it('takes over the runs of a worker that is not heard of', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    const id = await start()
    await world.sql()`update run set status = 'running', owner = ${newId()}, epoch = 1 where id = ${id}`
    await (await reconcilerOf(await world.worker())).reconcile()
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', epoch: 2 })
  })

  it('brings back mostly alone what would be stopped if it were lost once more, after all that is suspected less', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    const ids = await Promise.all(Array.from({ length: 20 }, () => start()))
    await world.sql()`update run set status = 'running', owner = ${newId()}, epoch = 3, losses = 3 where id = any(${ids}::uuid[])`
    const [early, earlier] = [ids.slice(0, 2), ids.slice(2, 4)]
    await world.sql()`update run set losses = 1 where id = any(${early}::uuid[])`
    await world.sql()`update run set losses = 2 where id = any(${earlier}::uuid[])`
    const groups: string[][] = []
    while (groups.flat().length < ids.length) {
      const group = await requeueLostRuns(world.sql())
      groups.push(group)
      await world.sql()`update run set losses = 0 where id = any(${group}::uuid[])`
    }
    expect(groups.flat().slice(0, 2).sort()).toEqual([...early].sort())
    expect(groups.flat().slice(2, 4).sort()).toEqual([...earlier].sort())
    // Their random ids say who comes in which of the 125 groups.
    const last = groups.filter((group) => group.some((id) => !early.includes(id) && !earlier.includes(id)))
    expect(last.length).toBeGreaterThan(8)
  })

  it('brings back what was lost before in groups, the next when the one before has made progress or lived for a while', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    const ids = await Promise.all(Array.from({ length: 30 }, () => start()))
    await world.sql()`update run set status = 'running', owner = ${newId()}, epoch = 1, losses = 1 where id = any(${ids}::uuid[])`
    const first = await requeueLostRuns(world.sql())
    expect(first.length).toBeGreaterThan(0)
    expect(await requeueLostRuns(world.sql()), 'while it is queued').toEqual([])
    const { id: owner } = await world.worker()
    await world.sql()`update run set status = 'running', owner = ${owner}, epoch = 2, rung_at = now() where id = any(${first}::uuid[])`
    expect(await requeueLostRuns(world.sql()), 'while it may still kill its worker').toEqual([])
    await world.sql()`update run set losses = 0 where id = any(${first}::uuid[])`
    const second = await requeueLostRuns(world.sql())
    expect(second.length).toBeGreaterThan(0)
    const groups = [first, second]
    while (groups.flat().length < ids.length) {
      const last = groups.at(-1) ?? []
      await world.sql()`
        update run set status = 'running', owner = ${owner}, epoch = 2, rung_at = now() - interval '6 seconds' where id = any(${last}::uuid[])`
      groups.push(await requeueLostRuns(world.sql()))
    }
    // Their random ids say who comes in which, so one of the five may be empty.
    expect(groups.length).toBeGreaterThan(2)
    expect(groups.length).toBeLessThanOrEqual(5)
    expect(groups.flat().sort()).toEqual([...ids].sort())
  })

  it('keeps nobody else’s waiting for what came back to a workspace that has no room', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    await world.sql()`update run set status = 'cancelled', finished_at = now() where finished_at is null`
    const [first, second] = [await start(), await start()]
    const others = await (await world.flow('t → a', { a: set('x') })).start()
    await world.sql()`update run set losses = 2 where id = ${first}`
    await world.sql()`
      update run set status = 'running', owner = ${newId()}, epoch = 1, losses = 1 where id in ${world.sql()([second, others])}`
    const find = lostRunFinder(world.sql(), 0)
    expect(await find(), 'it may be taken up any moment').toEqual([])
    expect(await find()).toEqual([others])
    await world.sql()`update run set losses = 0, status = 'succeeded', finished_at = now() where id = ${others}`
    expect(await find(), 'its own neighbours').toEqual([])
    await world.sql()`update run set losses = 0 where id = ${first}`
    expect(await find()).toEqual([second])
  })

  it('leaves the runs of a worker that is alive alone', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    const id = await start()
    const alive = await world.worker()
    await world.sql()`update run set status = 'running', owner = ${alive.id}, epoch = 1 where id = ${id}`
    await (await reconcilerOf(await world.worker())).reconcile()
    expect(await world.run(id)).toMatchObject({ status: 'running', owner: alive.id })
  })

  it('is kept from passing on no younger ends by those that can’t be, however many they are', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    const [broken, whole] = [await start(), await start()]
    const calledBy = (runId: string) => world.sql().json({ kind: 'call', runId, step: 'c', awaited: true, flows: [], afterFailure: false })
    await world.sql()`update run set status = 'succeeded', finished_at = now(), end_owed = true, started_by = ${calledBy(newId())} where id = ${whole}`
    await world.sql()`update run set status = 'succeeded', finished_at = now(), end_owed = true, started_by = ${calledBy('nobody')} where id = ${broken}`
    const owed = async () => (await world.sql()`select id from run where end_owed order by id`).map(({ id }) => id)
    const putOff = endsPutOff()
    await tellOfEnds(world.sql(), undefined, { putOff, most: 1 })
    expect([putOff.names(), await owed()]).toEqual([[broken], [broken, whole]])
    await tellOfEnds(world.sql(), undefined, { putOff, most: 1 })
    expect(await owed()).toEqual([broken])
    await world.sql()`update run set end_owed = false where id = ${broken}`
  })

  it('passes on hundreds of ends in the round that finds them', async () => {
    const { start, workspaceId } = await world.flow('t → a', { a: set('x') })
    await Promise.all(Array.from({ length: 450 }, () => start()))
    await world.sql()`update run set status = 'cancelled', finished_at = now(), end_owed = true where workspace_id = ${workspaceId}`
    await (await reconcilerOf(await world.worker())).reconcile()
    expect(await world.sql()`select id from run where workspace_id = ${workspaceId} and end_owed`).toHaveLength(0)
  })

  it('queues again what the database calls this worker’s and nobody here knows, seen twice', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    const id = await start()
    const engine = await world.worker()
    await world.sql()`update run set status = 'running', owner = ${engine.id}, epoch = 1 where id = ${id}`
    const find = orphanFinder(world.sql(), engine.id, () => engine.inHand, 0)
    expect(await find()).toEqual([])
    expect(await find()).toEqual([id])
    expect(await world.run(id)).toMatchObject({ status: 'queued', losses: 1 })
  })

  it('gives a claim whose answer is still on its way time to arrive', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    const id = await start()
    const engine = await world.worker()
    await world.sql()`update run set status = 'running', owner = ${engine.id}, epoch = 1 where id = ${id}`
    const find = orphanFinder(world.sql(), engine.id, () => engine.inHand)
    await find()
    expect(await find()).toEqual([])
  })
})

// Behind all others: it leaves some hundred runs.
it('notes no bells while more is queued than its worker has room for', async () => {
  const { url } = await world.sink(() => new Promise(() => {}))
  const { workspaceId, start } = await world.flow('t → a', { a: { type: 'http.request', params: { method: 'GET', url } } })
  const first = await start()
  await world.sql()`
    insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input)
    select gen_random_uuid(), workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input from run, generate_series(1, 480)
    where id = ${first}`
  const engine = await world.worker()
  await engine.takeFairly()
  await (await reconcilerOf(engine)).reconcile()
  const queued = await world.sql()`select rung_at from run where workspace_id = ${workspaceId} and status = 'queued'`
  expect(queued.length).toBeGreaterThan(0)
  expect(queued.every(({ rung_at }) => rung_at === null)).toBe(true)
})
