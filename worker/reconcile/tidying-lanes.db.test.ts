import { afterEach, describe, expect, it } from 'vitest'
import { setFlowLane } from '@/server/services/flows/set-lane'
import { setFlowPaused } from '@/server/services/flows/set-paused'
import { cancelMany } from '@/server/services/runs/cancel-many'
import { type RunningWorker, startWorker } from '../start'
import { ended, testWorld, waiting } from '../testing/world'
import { type Flow, tidyingFlows } from './testing'

const world = testWorld()
let worker: RunningWorker | undefined

afterEach(async () => {
  await worker?.stop()
  worker = undefined
})

const { tried, cancel } = tidyingFlows(world)

describe('a run that stands behind a lane', () => {
  const paused = ({ workspace, flowId }: Flow, paused = true) => setFlowPaused({ actor: workspace.operator }, { id: flowId, paused })
  const held = async (id: string) => (await world.sql()`select held from run where id = ${id}`)[0]?.held

  it('tidies up although its flow was paused while it waited', async () => {
    const { url, calls } = await world.sink()
    const flow = await tried(url)
    worker = await startWorker()
    const id = await flow.start()
    await world.until(id, waiting)
    await paused(flow)
    await cancel(flow, id)
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect(calls).toHaveLength(1)
  })

  it.each([
    ['by its bell', 'cancelled alone'],
    ['without a bell', 'cancelled alone'],
    ['without a bell', 'cancelled with others'],
  ])('tidies up although it was woken and held there, taken %s and %s', async (how, cancelled) => {
    const { url, calls } = await world.sink()
    const flow = await tried(url)
    const engine = await world.worker()
    const id = await flow.start()
    await engine.take([id])
    await world.until(id, waiting)
    await paused(flow)
    await world.sql()`update run set status = 'queued' where id = ${id}`
    await engine.take([id])
    expect(await held(id)).toBe(true)
    if (cancelled === 'cancelled alone') await cancel(flow, id)
    else await cancelMany({ actor: flow.workspace.operator }, { runs: { ids: [id] } })
    if (how === 'by its bell') await engine.take([id])
    else await engine.takeFairly()
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect(calls).toHaveLength(1)
  })

  it('tidies up although its flow may have one run at a time, and another goes on', async () => {
    const { url, calls } = await world.sink()
    const flow = await tried(url)
    const engine = await world.worker()
    const id = await flow.start()
    await engine.take([id])
    await world.until(id, waiting)
    await setFlowLane({ actor: flow.workspace.operator }, { id: flow.flowId, priority: 'normal', most: 1 })
    const other = await flow.start()
    await world.sql()`update run set status = 'running', owner = ${engine.id} where id = ${other}`
    await cancel(flow, id)
    await engine.take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect(calls).toHaveLength(1)
    expect(await world.run(other)).toMatchObject({ status: 'running' })
  })

  it('is held when its flow is paused after the wish, unless it tidies up', async () => {
    const { url } = await world.sink()
    const flow = await tried(url)
    const engine = await world.worker()
    const ids = [await flow.start(), await flow.start()] as const
    await engine.take(ids)
    for (const id of ids) await world.until(id, waiting)
    await cancel(flow, ids[0])
    await world.sql()`update run set status = 'queued' where id = ${ids[1]}`
    await paused(flow)
    expect([await held(ids[0]), await held(ids[1])]).toEqual([false, true])
  })
})
