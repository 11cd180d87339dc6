import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import type { TestWorkspace } from '@/server/db/testing'
import { callFlow } from '@/server/services/calls/call-flow'
import { removeFlow } from '@/server/services/flows/remove'
import { setFlowPaused } from '@/server/services/flows/set-paused'
import { cancelRun } from '@/server/services/runs/cancel'
import { cancelledBy } from '@/server/services/runs/cancelled-by'
import { syncTriggers } from '@/server/services/triggers/sync-triggers'
import { type RunningWorker, startWorker } from './start'
import { ended, testWorld, waiting } from './testing/world'

const world = testWorld()
let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.stop())

type Nodes = Parameters<typeof world.flow>[1]
type Flow = Awaited<ReturnType<typeof world.flow>>

const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
const hour = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } }
const stop = { type: 'flow.stop', params: { message: 'No total.' } }
const give = (result: string) => ({ type: 'flow.return', params: { result } })
const call = (flow: { flowId: string }, inputs: Record<string, Json> = {}, wait = 'result') => ({
  type: 'flow.call',
  params: { flow: flow.flowId, wait, inputs: Object.entries(inputs).map(([name, value]) => ({ name, value })) },
})

/** A flow that others can call, published as a person would publish it. */
async function callable(text: string, nodes: Nodes, more: { workspace?: TestWorkspace; inputs?: JsonObject[] } = {}): Promise<Flow> {
  const flow = await world.flow(text, { t: { type: 'trigger.called', params: { inputs: more.inputs ?? [] } }, ...nodes }, more)
  await publish(flow)
  return flow
}

const publish = ({ workspaceId, flowId, versionId, graph }: Flow, enabled = true) =>
  inWorkspace(workspaceId, (tx) => syncTriggers(tx, { workspaceId, flowId, versionId, graph, enabled }))

type Child = { id: string; status: string; mode: string; versionId: string; startedBy: JsonObject; input: Json; cancelled: boolean }
const childrenOf = (runId: string) => world.sql()<Child[]>`
  select id, status, mode, version_id as "versionId", started_by as "startedBy", input, cancel_requested_at is not null as cancelled
  from run where started_by->>'runId' = ${runId} order by id`

const outputOf = async (runId: string, step: string) =>
  (await world.events(runId)).find((event) => event.type === 'step.completed' && event.step === step)
const reasonOf = async (runId: string) =>
  (await world.events(runId)).flatMap((event) => (event.type === 'run.cancelled' ? [event.reason] : []))[0]

describe('a step that runs another flow', () => {
  it('hands over values, waits without memory, and goes on with the result', async () => {
    const callee = await callable(
      't → a → give',
      { a: set('{{ trigger.n * 2 }}'), give: give('{{ {"double": steps.a.v} }}') },
      {
        inputs: [{ name: 'n', kind: 'number' }],
      },
    )
    const { workspace } = callee
    const { start } = await world.flow(
      't → c → b',
      { c: call(callee, { n: '{{ trigger.n }}' }), b: set('{{ steps.c.double }}') },
      { workspace },
    )
    const id = await start({ n: 21 })
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', epoch: 2 })
    expect(await outputOf(id, 'b')).toMatchObject({ output: { v: 42 } })
    const [child, ...others] = await childrenOf(id)
    expect(others).toEqual([])
    expect(child).toMatchObject({ status: 'succeeded', mode: 'live', versionId: callee.versionId, input: { n: 21 } })
    expect((await world.events(id)).find(({ type }) => type === 'wait.opened')).toMatchObject({ kind: 'call', step: 'c' })
  })

  it('goes on with a result that holds what no text in a database can', async () => {
    const callee = await callable('t → give', { give: give('{{ trigger.text }}') }, { inputs: [{ name: 'text', kind: 'text' }] })
    const { workspace } = callee
    const { start } = await world.flow(
      't → c → b',
      { c: call(callee, { text: '{{ trigger.text }}' }), b: set('{{ steps.c }}') },
      { workspace },
    )
    const id = await start({ text: 'a\0b \ud800' })
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(await outputOf(id, 'b')).toMatchObject({ output: { v: 'a\0b \ud800' } })
  })

  it('fails as the other flow failed, and its error port is taken', async () => {
    const callee = await callable('t → s', { s: stop })
    const { start } = await world.flow(
      't → c -error→ b',
      { c: { ...call(callee), onError: 'branch' }, b: set('{{ steps.c.error.message }}') },
      {
        workspace: callee.workspace,
      },
    )
    const id = await start()
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(await outputOf(id, 'b')).toMatchObject({ output: { v: 'The other flow failed: No total.' } })
  })

  it('starts another run for another attempt, and not before', async () => {
    const callee = await callable('t → s', { s: stop })
    const retry = { attempts: 3, delayMs: 0, factor: 1 }
    const { start } = await world.flow('t → c', { c: { ...call(callee), retry } }, { workspace: callee.workspace })
    const id = await start()
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code: 'call_failed' } })
    expect(await childrenOf(id)).toHaveLength(3)
  })

  it('waits no longer than it may: then it fails, and another try waits for the same run', async () => {
    const callee = await callable('t → w → give', { w: hour, give: give('{{ 7 }}') })
    const { params } = call(callee)
    const c = { type: 'flow.call', params: { ...params, deadline: 'after', amount: 1, unit: 'hours' }, onError: 'branch' as const }
    const { start } = await world.flow(
      't → c -error→ b, c → done',
      { c: { ...c, retry: { attempts: 2, delayMs: 0, factor: 1 } }, b: set('{{ steps.c.error.message }}'), done: set('{{ steps.c }}') },
      { workspace: callee.workspace },
    )
    const timePasses = (runId: string, kind: string) =>
      world.sql()`update wait set wake_at = now() where run_id = ${runId} and kind = ${kind} and fired_at is null`
    const waitsFor = async (attempt: number) => {
      for (;;) {
        const events = await world.events(late)
        if (events.some((event) => event.type === 'wait.opened' && event.attempt === attempt)) return
        await world.until(late, ({ nextSeq }) => nextSeq > events.length + 1)
      }
    }
    const late = await start()
    await waitsFor(1)
    expect(await world.sql()`select from wait where run_id = ${late} and kind = 'call' and wake_at > now()`).toHaveLength(1)
    await timePasses(late, 'call')
    await waitsFor(2)
    await timePasses(late, 'call')
    expect(await world.until(late, ended)).toMatchObject({ status: 'succeeded' })
    expect(await outputOf(late, 'b')).toMatchObject({ output: { v: 'The other flow did not end in time.' } })
    expect(await childrenOf(late)).toMatchObject([{ status: 'waiting', cancelled: false }])

    const soon = await start()
    await world.until(soon, waiting)
    const [child] = await childrenOf(soon)
    await world.until(child?.id ?? '', waiting)
    await timePasses(child?.id ?? '', 'timer')
    expect(await world.until(soon, ended)).toMatchObject({ status: 'succeeded' })
    expect(await outputOf(soon, 'done')).toMatchObject({ output: { v: 7 } })
  })

  it('takes at another try what the called run gave after the try before had given up on it: nothing is done twice', async () => {
    const callee = await callable('t → give', { give: give('{{ 7 }}') })
    const { workspace, workspaceId, flowId } = callee
    const { start } = await world.flow('t → w', { w: hour }, { workspace })
    const runId = await start()
    await world.until(runId, waiting)
    const callAt = (attempt: number) =>
      callFlow({ workspaceId, runId, step: 'c', attempt, mode: 'live' }, { flowId, input: {}, awaited: true })
    const first = await callAt(1)
    expect(await world.until(first.runId, ended)).toMatchObject({ status: 'succeeded' })
    expect(await callAt(2)).toEqual(first)
    await world.sql()`update run set status = 'failed' where id = ${first.runId}`
    expect(await callAt(3)).not.toEqual(first)
  })

  it('goes on at once when it leaves the run to itself', async () => {
    const callee = await callable('t → w', { w: hour })
    const { start, workspace } = await world.flow('t → c', { c: call(callee, {}, 'nothing') }, { workspace: callee.workspace })
    const id = await start()
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', epoch: 1 })
    const [child] = await childrenOf(id)
    expect(await outputOf(id, 'c')).toMatchObject({ output: { runId: child?.id } })
    await cancelRun({ actor: workspace.owner }, { id: child?.id ?? '' })
    expect(await world.until(child?.id ?? '', ended)).toMatchObject({ status: 'cancelled' })
  })

  it('carries large results', async () => {
    const callee = await callable('t → give', { give: give('{{ trigger.text }}') }, { inputs: [{ name: 'text', kind: 'text' }] })
    const { start } = await world.flow(
      't → c → b',
      { c: call(callee, { text: '{{ trigger.text }}' }), b: set('{{ size(steps.c) }}') },
      {
        workspace: callee.workspace,
      },
    )
    const id = await start({ text: 'x'.repeat(400_000) })
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(await outputOf(id, 'b')).toMatchObject({ output: { v: 400_000 } })
    expect(JSON.stringify(await world.events(id)).length).toBeLessThan(3_000)
  })

  it('runs the other flow in test mode from a test run, switched off or not', async () => {
    const callee = await callable('t → a', { a: set('x') })
    await publish(callee, false)
    const { start } = await world.flow('t → c', { c: call(callee) }, { workspace: callee.workspace })
    const id = await start({}, 'test')
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(await childrenOf(id)).toMatchObject([{ mode: 'test', status: 'succeeded' }])
  })
})

describe('is refused in plain words and starts nothing:', () => {
  const inputs = [
    { name: 'customer', kind: 'text' },
    { name: 'total', kind: 'number?' },
  ]

  it.each([
    ['a value that is missing', {}, 'The flow needs “customer”, and it is empty.'],
    ['a value of the wrong kind', { customer: 'A', total: 'much' }, '“total” has to be a number.'],
    ['a value nobody asked for', { customer: 'A', vat: 1 }, 'The flow does not take “vat”.'],
    ['a list for a text', { customer: ['A'] }, '“customer” has to be text.'],
    ['a name like a prototype’s', { customer: 'A', constructor: 1 }, 'The flow does not take “constructor”.'],
  ])('%s', async (_, given, message) => {
    const callee = await callable('t → a', { a: set('x') }, { inputs })
    const { start } = await world.flow('t → c', { c: call(callee, given) }, { workspace: callee.workspace })
    const id = await start()
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code: 'call_inputs', message } })
    expect(await childrenOf(id)).toEqual([])
  })

  it.each([
    ['a flow of another workspace', async () => (await callable('t → a', { a: set('x') })).flowId],
    ['a flow that is not there', async () => newId()],
    ['what is no id', async () => '../../etc/passwd'],
    [
      'a flow that does not wait to be called',
      async (workspace: TestWorkspace) => (await world.flow('t → a', { a: set('x') }, { workspace })).flowId,
    ],
  ])('%s', async (_, flowOf) => {
    const own = await callable('t → a', { a: set('x') })
    const flowId = await flowOf(own.workspace)
    const { start } = await world.flow('t → c', { c: call({ flowId }) }, { workspace: own.workspace })
    const id = await start()
    const message = 'There is no flow like that which can be called.'
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code: 'not_callable', message } })
    expect(await childrenOf(id)).toEqual([])
  })

  it('a flow that is switched off', async () => {
    const callee = await callable('t → a', { a: set('x') })
    await publish(callee, false)
    const { start } = await world.flow('t → c', { c: call(callee) }, { workspace: callee.workspace })
    expect(await world.until(await start(), ended)).toMatchObject({ status: 'failed', error: { code: 'flow_off' } })
  })

  it('a flow that would run inside itself', async () => {
    const first = await callable('t → c', { c: set('x') })
    const second = await callable('t → c', { c: call(first) }, { workspace: first.workspace })
    const looped = {
      ...first,
      graph: { ...first.graph, nodes: first.graph.nodes.map((node) => (node.id === 'c' ? { ...node, ...call(second) } : node)) },
    }
    await world.sql()`update version set graph = ${world.sql().json(looped.graph)} where id = ${first.versionId}`
    const { start } = await world.flow('t → c', { c: call(first) }, { workspace: first.workspace })
    const id = await start()
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code: 'call_failed' } })
    expect((await world.run(id)).error?.message).toContain('would run inside itself')
  })

  it('flows that call each other too deep', async () => {
    let inner = await callable('t → a', { a: set('x') })
    const { workspace } = inner
    for (let depth = 0; depth < 10; depth++) inner = await callable('t → c', { c: call(inner) }, { workspace })
    const { start } = await world.flow('t → c', { c: call(inner) }, { workspace })
    const id = await start()
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed' })
    expect((await world.run(id)).error?.message).toContain('more than 10 deep')
  })
})

describe('a run and those it called', () => {
  it('end together when the first is cancelled', async () => {
    const inner = await callable('t → w', { w: hour })
    const { workspace } = inner
    const middle = await callable('t → c', { c: call(inner) }, { workspace })
    const { start } = await world.flow('t → c', { c: call(middle) }, { workspace })
    const id = await start()
    await world.until(id, waiting)
    const [child] = await childrenOf(id)
    await world.until(child?.id ?? '', waiting)
    const [grandchild] = await childrenOf(child?.id ?? '')
    await world.until(grandchild?.id ?? '', waiting)
    await cancelRun({ actor: workspace.owner }, { id })
    for (const run of [id, child?.id, grandchild?.id]) expect(await world.until(run ?? '', ended)).toMatchObject({ status: 'cancelled' })
    expect(await reasonOf(id)).toBe('Somebody cancelled it.')
    const why = 'the run that called it no longer waits for it'
    for (const run of [child?.id, grandchild?.id]) expect(await reasonOf(run ?? '')).toBe(`Cancelled because ${why}.`)
    expect(await cancelledBy({ actor: workspace.viewer }, { id: child?.id ?? '' })).toEqual({ name: null, because: why })
  })

  it('end together when another branch of the first fails', async () => {
    const callee = await callable('t → w', { w: hour })
    const { workspace } = callee
    const { start } = await world.flow(
      't → c, t → link → w -late→ s',
      {
        c: call(callee),
        link: { type: 'flow.callback-link', params: {} },
        w: { type: 'flow.wait-for-callback', params: { link: '{{ steps.link.url }}', deadline: 'after', amount: 1, unit: 'hours' } },
        s: stop,
      },
      { workspace },
    )
    const id = await start()
    await world.until(id, waiting)
    await world.sql()`update wait set wake_at = now() where run_id = ${id} and kind = 'callback'`
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { message: 'No total.' } })
    const [child] = await childrenOf(id)
    expect(await world.until(child?.id ?? '', ended)).toMatchObject({ status: 'cancelled' })
  })

  it('are told apart: cancelling the called one fails the step', async () => {
    const callee = await callable('t → w', { w: hour })
    const { start, workspace } = await world.flow('t → c', { c: call(callee) }, { workspace: callee.workspace })
    const id = await start()
    await world.until(id, waiting)
    const [child] = await childrenOf(id)
    await cancelRun({ actor: workspace.owner }, { id: child?.id ?? '' })
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code: 'call_cancelled' } })
  })
})

it('is started once, however often the step is repeated, on the version that was live first', async () => {
  const callee = await callable('t → w', { w: hour })
  const { start, workspaceId } = await world.flow('t → w', { w: hour }, { workspace: callee.workspace })
  const runId = await start()
  const caller = { workspaceId, runId, step: 'c', attempt: 1, mode: 'live' } as const
  const again = () => callFlow(caller, { flowId: callee.flowId, input: {}, awaited: true })
  const first = await again()
  const later = await world.flow('t → a', { a: set('x') }, { workspace: callee.workspace })
  await world.sql()`update trigger set version_id = ${later.versionId} where flow_id = ${callee.flowId}`
  const repeats = await Promise.all(Array.from({ length: 20 }, again))
  expect(new Set(repeats.map((repeat) => repeat.runId))).toEqual(new Set([first.runId]))
  expect(await childrenOf(runId)).toMatchObject([{ versionId: callee.versionId }])
  // A later attempt takes up the run that is going on.
  expect(await callFlow({ ...caller, attempt: 2 }, { flowId: callee.flowId, input: {}, awaited: true })).toEqual(first)
})

it.each<[string, (callee: Flow) => Promise<unknown>]>([
  ['switched off', (callee) => publish(callee, false)],
  ['paused', ({ workspace, flowId }) => setFlowPaused({ actor: workspace.operator }, { id: flowId, paused: true })],
  ['deleted', ({ workspace, flowId }) => removeFlow({ actor: workspace.admin }, { id: flowId })],
  ['published without its start', ({ flowId }) => world.sql()`delete from trigger where flow_id = ${flowId}`],
  [
    'published with another start',
    ({ flowId }) => world.sql()`update trigger set id = ${newId()}, node_id = 'other' where flow_id = ${flowId}`,
  ],
])('finds what it started when the step is done again, although the flow was %s meanwhile', async (_, change) => {
  const callee = await callable('t → w', { w: hour })
  const { start, workspaceId } = await world.flow('t → w', { w: hour }, { workspace: callee.workspace })
  const runId = await start()
  const caller = { workspaceId, runId, step: 'c', attempt: 1, mode: 'live' } as const
  const again = () => callFlow(caller, { flowId: callee.flowId, input: {}, awaited: true })
  const first = await again()
  await change(callee)
  expect(await again()).toEqual(first)
  expect(await childrenOf(runId)).toHaveLength(1)
})

it('starts nothing for a run that is over, and leaves nothing going that nobody waits for any more', async () => {
  const callee = await callable('t → w', { w: hour })
  const { start, workspaceId } = await world.flow('t → w', { w: hour }, { workspace: callee.workspace })
  const called = async (runId: string) =>
    callFlow({ workspaceId, runId, step: 'c', attempt: 1, mode: 'live' }, { flowId: callee.flowId, input: {}, awaited: true })
  const id = await start()
  await world.until(id, waiting)
  // The caller ends just as the other run is written.
  await world.sql().unsafe(`
    create function end_caller() returns trigger language plpgsql security definer as $$ begin
      update run set status = 'cancelled', finished_at = now() where id = (new.started_by->>'runId')::uuid;
      return null;
    end $$;
    create trigger end_caller after insert on run for each row when (new.started_by->>'kind' = 'call') execute function end_caller()`)
  const { runId: left } = await called(id)
  await world.sql().unsafe('drop trigger end_caller on run; drop function end_caller')
  expect(await world.run(id)).toMatchObject({ status: 'cancelled' })
  expect(await world.until(left, ended)).toMatchObject({ status: 'cancelled' })
  await expect(called(id)).rejects.toMatchObject({ code: 'run_over' })
  expect(await childrenOf(id)).toHaveLength(1)
})

it('wakes every caller, however quick the called flow is', { timeout: 60_000 }, async () => {
  const callee = await callable('t → give', { give: give('{{ trigger.n }}') }, { inputs: [{ name: 'n', kind: 'number' }] })
  const { start } = await world.flow('t → c', { c: call(callee, { n: '{{ trigger.n }}' }) }, { workspace: callee.workspace })
  const ids = await Promise.all(Array.from({ length: 60 }, (_, n) => start({ n })))
  for (const [n, id] of ids.entries()) {
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(await outputOf(id, 'c')).toMatchObject({ output: n })
  }
  expect(await world.sql()`select from run where end_owed`).toHaveLength(0)
})
