import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import type { TestWorkspace } from '@/server/db/testing'
import { cancelRun } from '@/server/services/runs/cancel'
import { syncTriggers } from '@/server/services/triggers/sync-triggers'
import { MAX_LOSSES } from './engine/limits'
import { tellOfEnds } from './reconcile/owed-ends'
import { type RunningWorker, startWorker } from './start'
import { ended, testWorld, waiting } from './testing/world'

const world = testWorld()
let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.stop())

type Nodes = Parameters<typeof world.flow>[1]

const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
const hour = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } }
const stop = { type: 'flow.stop', label: 'No total', params: { message: 'The invoice has no total.' } }

async function published(text: string, nodes: Nodes, more: Parameters<typeof world.flow>[2] = {}) {
  const flow = await world.flow(text, nodes, more)
  const { workspaceId, flowId, versionId, graph } = flow
  await inWorkspace(workspaceId, (tx) => syncTriggers(tx, { workspaceId, flowId, versionId, graph, enabled: true }))
  return flow
}

const handler = (nodes: Nodes = {}, workspace?: TestWorkspace) =>
  published('t → a', { t: { type: 'trigger.run-failed' }, a: set('{{ trigger.error.message }}'), ...nodes }, workspace ? { workspace } : {})

const startedFor = (runId: string) => world.sql()<{ id: string; input: Json; mode: string }[]>`
  select id, input, mode from run where started_by->>'runId' = ${runId} and started_by->>'kind' = 'failure'`

/** Everything that is owed has been paid: what is not there now never comes. */
async function settled(runId: string) {
  await world.until(runId, ended)
  await tellOfEnds(world.sql(), [runId])
  expect(await world.sql()`select from run where id = ${runId} and end_owed`).toEqual([])
  return startedFor(runId)
}

describe('when a run fails', () => {
  it('the flow its flow names starts once, and is told what went wrong', async () => {
    const error = await handler()
    const { start, flowId, workspace } = await world.flow('t → s', { s: stop }, { workspace: error.workspace, errorFlowId: error.flowId })
    const id = await start()
    await world.until(id, ended)
    await Promise.all(Array.from({ length: 10 }, () => tellOfEnds(world.sql(), [id])))
    const [run, ...others] = await startedFor(id)
    expect(others).toEqual([])
    expect(run).toMatchObject({
      mode: 'live',
      input: {
        flow: { id: flowId, name: 'Test' },
        run: { id, link: `http://localhost:3000/w/${workspace.slug}/runs/${id}` },
        step: 'No total',
        error: { code: 'stopped', message: 'The invoice has no total.', hint: null },
        startedBy: expect.any(String),
        at: expect.stringMatching(/Z$/),
      },
    })
    expect(await world.until(run?.id ?? '', ended)).toMatchObject({ status: 'succeeded' })
  })

  it('starts after a crash between the end and the telling', async () => {
    const error = await handler()
    const flow = await world.flow('t → s', { s: stop }, { workspace: error.workspace, errorFlowId: error.flowId })
    // As a worker leaves it that wrote the end and was gone.
    const id = newId()
    const why = { code: 'stopped', message: 'No total' }
    await world.sql()`insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input, error, finished_at, end_owed)
      values (${id}, ${flow.workspaceId}, ${flow.flowId}, ${flow.versionId}, 'live', 'failed', 't', '{"kind":"webhook"}', '{}', ${world.sql().json(why)}, now(), true)`
    expect(await settled(id)).toHaveLength(1)
    await world.sql()`update run set end_owed = true where id = ${id}`
    expect(await settled(id)).toHaveLength(1)
  })

  it.each([
    ['brings its workers down', { losses: MAX_LOSSES }, {}, 'quarantined'],
    ['takes too long', { losses: 0 }, { runTimeoutMs: 1_000 }, 'took_too_long'],
  ])('starts for one that %s', async (_, { losses }, more, code) => {
    const error = await handler()
    const { flowId, versionId, workspaceId } = await world.flow(
      't → w',
      { w: hour },
      {
        workspace: error.workspace,
        errorFlowId: error.flowId,
        ...more,
      },
    )
    const id = newId()
    await world.sql()`insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input, losses, started_at)
      values (${id}, ${workspaceId}, ${flowId}, ${versionId}, 'live', 'queued', 't', '{"kind":"webhook"}', '{}', ${losses}, now() - interval '1 minute')`
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code } })
    expect(await settled(id)).toMatchObject([{ input: { step: null, error: { code }, startedBy: 'Webhook' } }])
  })

  it.each([
    ['for a test run', 'test' as const],
    ['unless a flow is named', 'live' as const],
  ])('nothing starts %s', async (_, mode) => {
    const error = await handler()
    const named = mode === 'test' ? { errorFlowId: error.flowId } : {}
    const { start } = await world.flow('t → s', { s: stop }, { workspace: error.workspace, ...named })
    expect(await settled(await start({}, mode))).toEqual([])
  })

  it('nothing starts for a run that was cancelled', async () => {
    const error = await handler()
    const { start, workspace } = await world.flow('t → w', { w: hour }, { workspace: error.workspace, errorFlowId: error.flowId })
    const id = await start()
    await world.until(id, waiting)
    await cancelRun({ actor: workspace.owner }, { id })
    expect(await settled(id)).toEqual([])
  })

  it.each([
    ['of another workspace', async () => (await handler()).flowId],
    ['that starts otherwise', async (workspace: TestWorkspace) => (await published('t → a', { a: set('x') }, { workspace })).flowId],
    ['that is no flow', async () => 'nonsense'],
  ])('a flow %s does not start', async (_, flowOf) => {
    const own = await handler()
    const errorFlowId = await flowOf(own.workspace)
    const { start } = await world.flow('t → s', { s: stop }, { workspace: own.workspace, errorFlowId })
    expect(await settled(await start())).toEqual([])
    expect(await world.sql()`select from run where flow_id::text = ${errorFlowId}`).toEqual([])
  })

  it('a failure of the flow that looks after failures starts nothing more, nor does one of a flow it calls', async () => {
    const error = await handler()
    const { workspace } = error
    const callee = await published('t → s', { t: { type: 'trigger.called' }, s: stop }, { workspace, errorFlowId: error.flowId })
    // Now the flow that looks after failures calls one that fails and names it.
    const nodes = error.graph.nodes.map((node) =>
      node.id === 'a' ? { ...node, type: 'flow.call', params: { flow: callee.flowId, inputs: [], wait: 'result' } } : node,
    )
    const settings = { ...error.graph.settings, errorFlowId: error.flowId }
    await world.sql()`update version set graph = ${world.sql().json({ ...error.graph, nodes, settings })} where id = ${error.versionId}`
    const { start } = await world.flow('t → s', { s: stop }, { workspace, errorFlowId: error.flowId })
    const [first] = await settled(await start())
    expect(await settled(first?.id ?? '')).toEqual([])
    expect(await world.run(first?.id ?? '')).toMatchObject({ status: 'failed', error: { code: 'call_failed' } })
    const [called] = await world.sql()<{ id: string }[]>`select id from run where flow_id = ${callee.flowId}`
    expect(await settled(called?.id ?? '')).toEqual([])
  })
})
