import { afterEach, expect, it } from 'vitest'
import { removeFlow } from '@/server/services/flows/remove'
import { removeFlows } from '@/server/services/flows/remove-many'
import { setFlowPaused } from '@/server/services/flows/set-paused'
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

it.each<[string, (flow: Flow) => Promise<unknown>]>([
  ['alone', ({ workspace, flowId }) => removeFlow({ actor: workspace.builder }, { id: flowId })],
  ['with others', ({ workspace, flowId }) => removeFlows({ actor: workspace.builder }, { ids: [flowId] })],
])('cancels what is queued and what waits of a paused flow that is deleted %s, and says why', async (_, remove) => {
  const flow = await waits()
  worker = await startWorker()
  const waitingRun = await flow.start()
  await world.until(waitingRun, waiting)
  await pause(flow)
  const queued = await flow.start()
  await remove(flow)
  for (const id of [waitingRun, queued]) expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
  const detail = { count: 2, why: 'Their flow was deleted while it was paused' }
  expect(await actions(flow, 'runs.cancelled')).toEqual([{ actor: 'member', resource_id: flow.flowId, detail }])
})

it('lets the runs of a flow that is deleted and not paused go on', async () => {
  const flow = await waits()
  const id = await flow.start()
  const engine = await world.worker()
  await engine.take([id])
  await world.until(id, waiting)
  await removeFlow({ actor: flow.workspace.builder }, { id: flow.flowId })
  await cancelLeftBehind(flow.workspaceId)
  expect(await world.sql()`select from run where id = ${id} and cancel_requested_at is null`).toHaveLength(1)
})

it('cancels what came in just as its paused flow was deleted', async () => {
  const flow = await waits()
  await pause(flow)
  await removeFlow({ actor: flow.workspace.builder }, { id: flow.flowId })
  const id = await flow.start()
  await cancelLeftBehind(flow.workspaceId)
  worker = await startWorker()
  expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
  expect(await actions(flow, 'runs.cancelled')).toMatchObject([{ actor: 'system', detail: { count: 1 } }])
})
