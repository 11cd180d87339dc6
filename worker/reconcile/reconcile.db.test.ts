import { describe, expect, it } from 'vitest'
import type { JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import { testMember } from '@/server/db/testing'
import { liveBus } from '@/server/services/live/bus'
import { cancelRun } from '@/server/services/runs/cancel'
import { resolveEffect } from '@/server/services/runs/resolve'
import type { Engine } from '../engine/engine'
import { writeAppends } from '../engine/flush-statement'
import { startWorker } from '../start'
import { ended, testWorld, waiting } from '../testing/world'
import { startDueSchedules } from './due-schedules'
import { fireDueWaits } from './due-waits'
import { requeueLostRuns } from './lost-runs'
import { orphanFinder } from './orphans'
import { Reconciler } from './reconciler'

const world = testWorld()
const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
const waitFor = (amount: number, unit: string) => ({ type: 'flow.wait', params: { mode: 'for', amount, unit } })

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

  it('brings back mostly alone what would be stopped if it were lost once more', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    const ids = await Promise.all(Array.from({ length: 20 }, () => start()))
    await world.sql()`update run set status = 'running', owner = ${newId()}, epoch = 3, losses = 3 where id = any(${ids}::uuid[])`
    const groups = []
    while (groups.flat().length < ids.length) {
      groups.push(await requeueLostRuns(world.sql()))
      await world.sql()`update run set losses = 0 where id = any(${groups.flat()}::uuid[])`
    }
    expect(groups.length).toBeGreaterThan(10)
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

  it('leaves the runs of a worker that is alive alone', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    const id = await start()
    const alive = await world.worker()
    await world.sql()`update run set status = 'running', owner = ${alive.id}, epoch = 1 where id = ${id}`
    await (await reconcilerOf(await world.worker())).reconcile()
    expect(await world.run(id)).toMatchObject({ status: 'running', owner: alive.id })
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

  it('wakes a waiting run when its time has come, and never before', async () => {
    const { start } = await world.flow('t → w → b', { w: waitFor(1, 'seconds'), b: set('{{ steps.w.until }}') })
    const { stop } = await startWorker()
    const id = await start()
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    const [row] = await world.sql()<{ early: boolean }[]>`select fired_at < wake_at as early from wait where run_id = ${id} and step = 'w'`
    expect(row).toEqual({ early: false })
    await stop()
  })

  it('finds a timer that fired while its run was being put to wait', async () => {
    const { start, workspaceId } = await world.flow('t → w', { w: waitFor(1, 'hours') })
    const id = await start()
    const engine = await world.worker()
    await engine.take([id])
    await world.until(id, waiting)
    // As if the timer fired between the opening of the wait and the end of the drive.
    await world.sql()`update run set status = 'running', owner = ${engine.id} where id = ${id}`
    await world.sql()`update wait set wake_at = now() + interval '500 milliseconds' where run_id = ${id}`
    expect((await fireDueWaits(world.sql())).woken).toEqual([])
    await world.sql()`update wait set wake_at = now() where run_id = ${id}`
    expect((await fireDueWaits(world.sql())).woken).toEqual([expect.objectContaining({ id, status: 'running', owner: engine.id })])
    const [row] = await world.sql()`select rung_at from run where id = ${id}`
    expect(row).toEqual({ rung_at: null })
    const { nextSeq, epoch } = await world.run(id)
    const giving = {
      runId: id,
      workspaceId,
      epoch,
      seq: nextSeq,
      count: 0,
      entries: [],
      progress: false,
      status: 'waiting' as const,
      opened: [],
      closed: [],
    }
    expect(await writeAppends(world.sql(), engine.id, [giving])).toEqual(new Map([[id, 'queued']]))
  })

  it('fires a thousand timers in batches', async () => {
    const { start } = await world.flow('t → w', { w: waitFor(1, 'hours') })
    const ids = await Promise.all(Array.from({ length: 3 }, () => start()))
    const engine = await world.worker()
    await engine.take(ids)
    for (const id of ids) await world.until(id, waiting)
    const [first] = ids
    const [{ workspaceId }] = await world.sql()<
      [{ workspaceId: string }]
    >`select workspace_id as "workspaceId" from run where id = ${first ?? ''}`
    await world.sql()`insert into wait (id, workspace_id, run_id, step, kind, wake_at)
      select gen_random_uuid(), ${workspaceId}, ${first ?? ''}, 'other', 'timer', now() from generate_series(1, 1000)`
    const rounds = []
    for (let more = true; more; ) {
      const batch = await fireDueWaits(world.sql())
      rounds.push(batch)
      more = batch.more
      // As long as the run waits, each batch wakes it anew.
      await world.sql()`update run set status = 'waiting' where id = ${first ?? ''}`
    }
    expect(rounds.length).toBe(3)
    expect(await world.sql()`select from wait where run_id = ${first ?? ''} and step = 'other' and fired_at is null`).toHaveLength(0)
  })
})

describe('cancelling', () => {
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
    const { start, workspaceId } = await world.flow('t → w', { w: waitFor(1, 'hours') })
    const { stop } = await startWorker()
    const id = await start()
    await world.until(id, waiting)
    await cancelRun(await actorOf(workspaceId), { id })
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect(await world.sql()`select from wait where run_id = ${id} and (closed_at is null or fired_at is null)`).toHaveLength(0)
    await stop()
  })

  it('a run in the middle of a call, without waiting for the answer', async () => {
    const { url, calls } = await world.sink(() => new Promise<number>(() => {}))
    const { start, workspaceId } = await world.flow('t → a → b', { a: { type: 'http.request', params: { url } }, b: set('x') })
    const { stop } = await startWorker()
    const id = await start()
    await world.until(id, ({ nextSeq }) => nextSeq > 2)
    await cancelRun(await actorOf(workspaceId), { id })
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect(calls.length).toBeLessThanOrEqual(1)
    await stop()
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

describe('an unverified effect', () => {
  it.each([true, false])('goes on after a person says whether it happened: %s', async (happened) => {
    const { url, calls } = await world.sink((_, count) => (count === 1 ? 0 : 200))
    const { start, workspaceId } = await world.flow('t → a → b', {
      a: { type: 'http.request', params: { method: 'POST', url } },
      b: set('x'),
    })
    const { stop } = await startWorker()
    const id = await start()
    await world.until(id, waiting)
    const actor = await testMember(world.sql(), workspaceId, 'operator')
    await resolveEffect({ actor }, { id, step: 'a', happened })
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(calls.length).toBe(happened ? 1 : 2)
    await stop()
  })
})

/** So seldom that no other slot comes between two looks of a test. */
const MONTHLY = { unit: 'cron', cron: '0 0 1 * *' }

function firstOfMonth(back: number): string {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString()
}

describe('schedules', () => {
  async function scheduled(config: JsonObject, nextAt: string) {
    const flow = await world.flow('t → a', { t: { type: 'trigger.schedule', params: config }, a: set('{{ trigger.scheduledFor }}') })
    const id = newId()
    await world.sql()`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, config, enabled, next_at)
      values (${id}, ${flow.workspaceId}, ${flow.flowId}, ${flow.versionId}, 't', 'schedule', ${world.sql().json(config)}, true, ${nextAt})`
    const slots = () => world.sql()<{ key: string }[]>`select key from delivery where trigger_id = ${id} order by key`
    return { id, slots }
  }

  it('start once for each slot, however many workers look', async () => {
    const due = firstOfMonth(0)
    const { slots, id } = await scheduled(MONTHLY, due)
    await Promise.all(Array.from({ length: 5 }, () => startDueSchedules(world.sql())))
    await startDueSchedules(world.sql())
    expect(await slots()).toEqual([{ key: due }])
    expect(await world.sql()`select from trigger where id = ${id} and next_at > now()`).toHaveLength(1)
  })

  it('make up for each missed slot, or none, where that is wished for; two workers and a restart double none', async () => {
    const since = firstOfMonth(6)
    const each = await scheduled({ ...MONTHLY, catchUp: 'each', catchUpMost: 4 }, since)
    const skipping = await scheduled({ ...MONTHLY, catchUp: 'skip' }, since)
    await Promise.all(Array.from({ length: 3 }, () => startDueSchedules(world.sql())))
    const missed = [3, 2, 1, 0].map(firstOfMonth)
    expect((await each.slots()).map(({ key }) => key)).toEqual(missed)
    // What was late by more than five minutes when it was looked at is left out.
    for (const { key } of await skipping.slots()) expect(key).toBe(missed.at(-1))
    // As after a restore: the row is behind, the deliveries know better.
    await world.sql()`update trigger set next_at = ${since} where id = ${each.id}`
    await startDueSchedules(world.sql())
    expect((await each.slots()).map(({ key }) => key)).toEqual(missed)
  })

  it('make up for the latest missed slot only', async () => {
    const asked = Date.now()
    const { slots } = await scheduled({ unit: 'minutes', every: 10 }, new Date(asked - 86_400_000).toISOString())
    await startDueSchedules(world.sql())
    const [slot, ...others] = await slots()
    expect(others).toEqual([])
    expect(Date.parse(slot?.key ?? '')).toBeGreaterThan(asked - 600_000)
  })
})

describe('stopping', () => {
  it('hands back what has not ended; another worker finishes it', async () => {
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const { url, calls } = await world.sink(async () => {
      await answered
      return 200
    })
    const { start } = await world.flow('t → a → b', { a: { type: 'http.request', params: { method: 'POST', url } }, b: set('x') })
    const id = await start()
    const engine = await world.worker()
    await engine.take([id])
    await world.until(id, ({ nextSeq }) => nextSeq > 2)
    const stopped = engine.stop(10_000)
    answer()
    await stopped
    expect(await world.run(id)).toMatchObject({ status: 'queued', owner: null, losses: 0 })
    expect(await world.sql()`select from worker where id = ${engine.id}`).toHaveLength(0)
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(calls).toHaveLength(1)
  })
})
