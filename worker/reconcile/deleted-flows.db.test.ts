import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { removeFlow } from '@/server/services/flows/remove'
import { restoreFlow } from '@/server/services/flows/restore'
import { setFlowPaused } from '@/server/services/flows/set-paused'
import { cancelledBy } from '@/server/services/runs/cancelled-by'
import { cancelLeftBehind } from '../retention/cancel-left-behind'
import { type RunningWorker, startWorker } from '../start'
import { ended, testWorld, waiting } from '../testing/world'
import { hours } from './testing'

const world = testWorld()
let worker: RunningWorker | undefined
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})

type Flow = Awaited<ReturnType<typeof world.flow>>

const waits = () => world.flow('t → w', { w: hours })
const pause = ({ workspace, flowId }: Flow) => setFlowPaused({ actor: workspace.operator }, { id: flowId, paused: true })
const actions = ({ workspaceId }: Flow, action: string) =>
  world.sql()`select actor->>'kind' as actor, resource_id, detail from audit_event where workspace_id = ${workspaceId} and action = ${action}`

const deletedAgo = ({ flowId }: Flow, minutes: number) =>
  world.sql()`update flow set deleted_at = now() - make_interval(mins => ${minutes}) where id = ${flowId}`
const removed = async (flow: Flow, minutesAgo: number) => {
  await removeFlow({ actor: flow.workspace.builder }, { id: flow.flowId })
  await deletedAgo(flow, minutesAgo)
}
const notAsked = (id: string) => world.sql()`select from run where id = ${id} and cancel_requested_at is null`

it('cancels what is queued and what waits of a paused flow that was deleted an hour ago, and says why', async () => {
  const flow = await waits()
  worker = await startWorker()
  const waitingRun = await flow.start()
  await world.until(waitingRun, waiting)
  await pause(flow)
  const queued = await flow.start()
  await removed(flow, 61)
  await cancelLeftBehind(flow.workspaceId)
  const why = 'its flow was deleted while it was paused'
  for (const id of [waitingRun, queued]) {
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect(await cancelledBy({ actor: flow.workspace.viewer }, { id })).toEqual({ name: null, because: why })
    expect((await world.events(id)).at(-1)).toMatchObject({ type: 'run.cancelled', reason: `Cancelled because ${why}.` })
  }
  await cancelLeftBehind(flow.workspaceId)
  const detail = { count: 2, why: 'Their flow was deleted while it was paused' }
  expect(await actions(flow, 'runs.cancelled')).toEqual([{ actor: 'system', resource_id: flow.flowId, detail }])
})

it('cancels all of them, so many at a time', async () => {
  const flow = await waits()
  await pause(flow)
  const ids = [await flow.start(), await flow.start(), await flow.start()]
  await removed(flow, 61)
  await cancelLeftBehind(flow.workspaceId, { most: 2 })
  for (const id of ids) expect(await notAsked(id)).toEqual([])
  expect((await actions(flow, 'runs.cancelled')).map(({ detail }) => detail.count)).toEqual([2, 1])
})

it('leaves them as they were for whoever takes the deletion back', async () => {
  const flow = await waits()
  await pause(flow)
  const id = await flow.start()
  await removed(flow, 59)
  await cancelLeftBehind(flow.workspaceId)
  expect(await notAsked(id)).toHaveLength(1)
  await restoreFlow({ actor: flow.workspace.builder }, { id: flow.flowId })
  await setFlowPaused({ actor: flow.workspace.operator }, { id: flow.flowId, paused: false })
  worker = await startWorker()
  expect(await world.until(id, waiting)).toMatchObject({ status: 'waiting' })
})

it('leaves them for an hour also when the clock of whoever deletes it is behind', async () => {
  const flow = await waits()
  await pause(flow)
  const id = await flow.start()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 2 * 3_600_000 })
  onTestFinished(() => void vi.useRealTimers())
  await removeFlow({ actor: flow.workspace.builder }, { id: flow.flowId })
  await cancelLeftBehind(flow.workspaceId)
  expect(await notAsked(id)).toHaveLength(1)
})

it('lets the runs of a flow that is deleted and not paused go on', async () => {
  const flow = await waits()
  const id = await flow.start()
  const engine = await world.worker()
  await engine.take([id])
  await world.until(id, waiting)
  await removed(flow, 61)
  await cancelLeftBehind(flow.workspaceId)
  expect(await notAsked(id)).toHaveLength(1)
})
