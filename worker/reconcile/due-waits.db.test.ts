import { expect, it } from 'vitest'
import { writeAppends } from '../engine/flush-statement'
import { startWorker } from '../start'
import { ended, testWorld, waiting } from '../testing/world'
import { fireDueWaits } from './due-waits'

const world = testWorld()
const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
const waitFor = (amount: number, unit: string) => ({ type: 'flow.wait', params: { mode: 'for', amount, unit } })

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

it('marks a run that is queued already, so that nobody claims it before the timer is seen to have fired', async () => {
  const { start, workspaceId } = await world.flow('t → w', { w: waitFor(1, 'hours') })
  const id = await start()
  const engine = await world.worker()
  await engine.take([id])
  await world.until(id, waiting)
  await world.sql()`update run set status = 'queued', rung_at = now() where id = ${id}`
  await world.sql()`update wait set wake_at = now() where run_id = ${id}`
  expect((await fireDueWaits(world.sql())).woken).toEqual([{ id, workspaceId, status: 'queued', owner: null, fired: 1 }])
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
