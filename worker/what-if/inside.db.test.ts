import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Graph, Node } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'
import { inWorkspace } from '@/server/db/tenancy'
import type { TestWorkspace } from '@/server/db/testing'
import { answerCallback } from '@/server/services/callbacks/answer'
import { continueRun } from '@/server/services/runs/continue'
import { syncTriggers } from '@/server/services/triggers/sync-triggers'
import { type RunningWorker, startWorker } from '../start'
import { ended, testWorld, waiting } from '../testing/world'
import { drafter, nodeIn, openReaders } from './testing'
import { tryRun } from './try-run'

/** What a run does inside KAOS: links it hands out, flows it calls, values it keeps. Trying it again does none of it. */
const world = testWorld()
const readers = openReaders()
let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => Promise.all([worker.stop(), readers.close()]))

type Flow = Awaited<ReturnType<typeof world.flow>>

const set = (value: string): Partial<Node> => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })

async function tried(flow: Flow, runId: string, change: (nodes: Node[]) => void) {
  const versionId = await drafter(world.sql())(flow.workspaceId, flow.flowId, flow.graph, ({ nodes }: Graph) => change(nodes))
  const rows = async () =>
    (
      await world.sql()`select (select count(*) from journal) journal, (select count(*) from run) run, (select count(*) from wait) wait,
        (select count(*) from callback) callback, (select json_agg(value order by key) from state_item) state`
    )[0]
  const before = await rows()
  const result = await tryRun({ workspaceId: flow.workspaceId, runId, versionId }, readers, AbortSignal.timeout(20_000))
  expect(await rows()).toEqual(before)
  return result
}

describe('a callback link', () => {
  const nodes = {
    link: { type: 'flow.callback-link', params: {} },
    w: { type: 'flow.wait-for-callback', params: { link: '{{ steps.link.url }}' } },
    done: set('{{ steps.w.body.state }}'),
  }

  async function answered() {
    const flow = await world.flow('t → link → w -received→ done, w -late→ late', { ...nodes, late: set('late') })
    const runId = await flow.start()
    await world.until(runId, waiting)
    const made = (await world.events(runId)).find((event) => event.type === 'step.completed' && event.step === 'link')
    const { url } = Object(made?.type === 'step.completed' ? made.output : {})
    const call = {
      token: String(url).slice('http://localhost:3000/callbacks/wait/'.length),
      method: 'POST',
      query: {},
      bytes: Buffer.from('{}'),
      valuesOf: () => [],
      read: async () => ({ ok: true, body: { state: 'paid' } }) as const,
    }
    expect((await answerCallback(call, { look: async () => null, spend: async () => {} })).status).toBe(200)
    expect(await world.until(runId, ended)).toMatchObject({ status: 'succeeded' })
    return { flow, runId }
  }

  it('is the one that was made, and is answered as it was', async () => {
    const { flow, runId } = await answered()
    expect(await tried(flow, runId, () => {})).toMatchObject({ verdict: 'same', statusNow: 'succeeded', steps: [] })
    const result = await tried(flow, runId, (drawn) => void Object.assign(nodeIn(drawn, 'done'), set('now {{ steps.w.body.state }}')))
    expect(result).toMatchObject({
      verdict: 'different',
      steps: [{ step: 'done', changes: [{ path: ['v'], before: 'paid', after: 'now paid' }] }],
    })
  })

  it('is waited for as then, also with another deadline', async () => {
    const { flow, runId } = await answered()
    const result = await tried(flow, runId, (drawn) => {
      nodeIn(drawn, 'w').params = { link: '{{ steps.link.url }}', deadline: 'after', amount: 1, unit: 'days' }
    })
    expect(result).toMatchObject({ verdict: 'same', statusNow: 'succeeded', steps: [] })
  })

  it('that nobody answered in time is late again, and does not wait for it', async () => {
    const w = { type: 'flow.wait-for-callback', params: { link: '{{ steps.link.url }}', deadline: 'after', amount: 0.01, unit: 'minutes' } }
    const flow = await world.flow('t → link → w, w -received→ done, w -late→ late', { ...nodes, w, late: set('late') })
    const runId = await flow.start()
    expect(await world.until(runId, ended)).toMatchObject({ status: 'succeeded' })
    expect(await tried(flow, runId, () => {})).toMatchObject({ verdict: 'same', statusNow: 'succeeded', steps: [] })
    const result = await tried(flow, runId, (drawn) => void Object.assign(nodeIn(drawn, 'late'), set('too late')))
    expect(result).toMatchObject({ verdict: 'different', steps: [{ step: 'late' }] })
  })

  it('that was not made then has no answer that anybody could know', async () => {
    const flow = await world.flow('t → link → w', { link: set('x'), w: set('y') })
    const runId = await flow.start()
    await world.until(runId, ended)
    const result = await tried(flow, runId, (drawn) => {
      Object.assign(nodeIn(drawn, 'link'), nodes.link)
      Object.assign(nodeIn(drawn, 'w'), nodes.w)
    })
    expect(result).toMatchObject({
      verdict: 'untold',
      steps: [
        { step: 'link', kind: 'untold' },
        { step: 'w', kind: 'untold' },
      ],
    })
  })
})

describe('a call of another flow', () => {
  async function called(wait: 'result' | 'nothing' = 'result') {
    const callee = await world.flow('t → give', {
      t: { type: 'trigger.called', params: { inputs: [{ name: 'n', kind: 'number' }] } },
      give: { type: 'flow.return', params: { result: '{{ {"double": trigger.n * 2} }}' } },
    })
    await publish(callee)
    const calling = (workspace: TestWorkspace) =>
      world.flow(
        't → c → b',
        { c: callOf(callee.flowId, '{{ trigger.n }}', wait), b: set(wait === 'result' ? '{{ steps.c.double }}' : 'gone on') },
        { workspace },
      )
    const flow = await calling(callee.workspace)
    const runId = await flow.start({ n: 21 })
    expect(await world.until(runId, ended)).toMatchObject({ status: 'succeeded' })
    const children = await world.sql()<{ id: string }[]>`select id from run where started_by->>'runId' = ${runId}`
    for (const { id } of children) await world.until(id, ended)
    return { flow, runId, flowId: callee.flowId }
  }

  const publish = ({ workspaceId, flowId, versionId, graph }: Flow) =>
    inWorkspace(workspaceId, (tx) => syncTriggers(tx, { workspaceId, flowId, versionId, graph, enabled: true }))

  const callOf = (flow: string, n: Json, wait: string): Partial<Node> => ({
    type: 'flow.call',
    params: { flow, wait, inputs: [{ name: 'n', value: n }] },
  })

  it.each(['result', 'nothing'] as const)('gives what it gave, and starts no run: waiting for %s', async (wait) => {
    const { flow, runId } = await called(wait)
    expect(await tried(flow, runId, () => {})).toMatchObject({ verdict: 'same', steps: [], effects: [] })
  })

  it('with something else is told, and the rest assumes the result of then', async () => {
    const { flow, runId, flowId } = await called()
    const result = await tried(
      flow,
      runId,
      (drawn) => void Object.assign(nodeIn(drawn, 'c'), callOf(flowId, '{{ trigger.n + 1 }}', 'result')),
    )
    expect(result).toMatchObject({ verdict: 'different', statusNow: 'succeeded', effects: [{ capability: 'flow', kind: 'changed' }] })
    expect(result.steps.map(({ step, assumed }) => [step, assumed])).toEqual([['c', true]])
  })

  it('that failed fails as it did, and goes the way it went', async () => {
    const callee = await world.flow('t → stop', {
      t: { type: 'trigger.called', params: { inputs: [{ name: 'n', kind: 'number' }] } },
      stop: { type: 'flow.stop', params: { message: 'Too little.' } },
    })
    await publish(callee)
    const c = { ...callOf(callee.flowId, 1, 'result'), onError: 'branch' as const }
    const flow = await world.flow(
      't → c → b, c -error→ mend',
      { c, b: set('fine'), mend: set('{{ steps.c.error.message }}') },
      { workspace: callee.workspace },
    )
    const runId = await flow.start()
    expect(await world.until(runId, ended)).toMatchObject({ status: 'succeeded' })
    expect(await tried(flow, runId, () => {})).toMatchObject({ verdict: 'same', statusNow: 'succeeded', steps: [], effects: [] })
    const stops = await tried(flow, runId, (drawn) => void Object.assign(nodeIn(drawn, 'c'), { onError: 'fail' }))
    expect(stops).toMatchObject({ verdict: 'broken', statusNow: 'failed' })
  })

  it('in each item of a loop that keeps something as well gives what it gave there, and keeps nothing', async () => {
    const callee = await world.flow('t → give', {
      t: { type: 'trigger.called', params: { inputs: [{ name: 'n', kind: 'number' }] } },
      give: { type: 'flow.return', params: { result: '{{ {"double": trigger.n * 2} }}' } },
    })
    await publish(callee)
    const nodes = {
      each: { type: 'flow.for-each', params: { items: '{{ trigger.list }}', collect: '{{ steps.c.double }}', concurrency: 2 } },
      c: callOf(callee.flowId, '{{ item }}', 'result'),
      keep: { type: 'state.append', params: { key: 'seen', value: '{{ steps.c.double }}' } },
      gone: { type: 'state.delete', params: { key: 'other' } },
      sum: set('{{ steps.each[2] }}'),
    }
    const flow = await world.flow('t → each → sum', nodes, { workspace: callee.workspace, inside: { each: 'c → keep → gone' } })
    const runId = await flow.start({ list: [1, 2, 3] })
    expect(await world.until(runId, ended)).toMatchObject({ status: 'succeeded' })
    expect(await tried(flow, runId, () => {})).toMatchObject({ verdict: 'same', statusNow: 'succeeded', steps: [], effects: [] })
    const more = await tried(flow, runId, (drawn) => {
      nodeIn(drawn, 'c').params = callOf(callee.flowId, '{{ item + (item == 2.0 ? 10.0 : 0.0) }}', 'result').params ?? {}
    })
    expect(more).toMatchObject({ verdict: 'different', effects: [{ capability: 'flow', kind: 'changed', step: 'each:1/c' }] })
  })

  it('that was not made then is told, and its result known to nobody', async () => {
    const { flow, runId, flowId } = await called()
    const result = await tried(flow, runId, (drawn) => void Object.assign(nodeIn(drawn, 'b'), callOf(flowId, 1, 'result')))
    expect(result).toMatchObject({ verdict: 'different', effects: [{ capability: 'flow', kind: 'new' }] })
    expect(result.steps).toMatchObject([{ step: 'b', kind: 'untold' }])
  })
})

describe('what a flow keeps', () => {
  const count = (by: number): Partial<Node> => ({ type: 'state.increment', params: { key: 'number', by } })

  async function counted() {
    const flow = await world.flow('t → n → b', { n: count(1), b: set('No. {{ steps.n.value }}') })
    const runId = await flow.start()
    await world.until(runId, ended)
    // It has gone on since.
    for (let later = 0; later < 2; later++) await world.until(await flow.start(), ended)
    return { flow, runId }
  }

  it('is what it was then, and is not counted again', async () => {
    const { flow, runId } = await counted()
    expect(await tried(flow, runId, () => {})).toMatchObject({ verdict: 'same', steps: [], effects: [] })
    expect(await world.sql()`select value from state_item where flow_id = ${flow.flowId}`).toEqual([{ value: 3 }])
  })

  it('changed otherwise is told, and the rest assumes what it gave then', async () => {
    const { flow, runId } = await counted()
    const result = await tried(flow, runId, (drawn) => void Object.assign(nodeIn(drawn, 'n'), count(10)))
    expect(result).toMatchObject({ verdict: 'different', statusNow: 'succeeded', effects: [{ capability: 'state', kind: 'changed' }] })
    expect(result.steps.map(({ step, assumed }) => [step, assumed])).toEqual([['n', true]])
  })

  it('read where it was not read then is known to nobody: only its value of today is', async () => {
    const { flow, runId } = await counted()
    const result = await tried(
      flow,
      runId,
      (drawn) => void Object.assign(nodeIn(drawn, 'b'), { type: 'state.get', params: { key: 'number' } }),
    )
    expect(result).toMatchObject({ verdict: 'untold', steps: [{ step: 'b', kind: 'untold' }], effects: [] })
  })
})

describe('a run that went on from another', () => {
  it('did what that one did, in loops as well', async () => {
    // The fourth call is refused the first time.
    const { url, calls } = await world.sink((_, count) => (count === 4 ? 500 : 200))
    const post = (path: string): Partial<Node> => ({
      type: 'http.request',
      params: { method: 'POST', url: `${url}/${path}`, send: 'nothing' },
    })
    const flow = await world.flow(
      't → each → pay → book → done',
      {
        each: { type: 'flow.for-each', params: { items: '{{ ["a", "b"] }}', collect: '{{ steps.line.body.count }}' } },
        line: post('{{ item }}'),
        pay: post('pay'),
        book: post('book'),
        done: set('{{ steps.pay.body.count }}'),
      },
      { inside: { each: 'line' } },
    )
    const failed = await flow.start()
    expect(await world.until(failed, ended)).toMatchObject({ status: 'failed' })
    const { runId } = await continueRun({ actor: flow.workspace.owner }, { id: failed })
    expect(await world.until(runId, ended)).toMatchObject({ status: 'succeeded' })
    expect(calls).toHaveLength(5)
    expect(await tried(flow, runId, () => {})).toMatchObject({ verdict: 'same', statusNow: 'succeeded', steps: [], effects: [] })
    const other = await tried(flow, runId, (drawn) => void Object.assign(nodeIn(drawn, 'done'), set('{{ steps.book.body.count }}')))
    expect(other).toMatchObject({ verdict: 'different', effects: [] })
    expect(other.steps).toMatchObject([{ step: 'done', changes: [{ path: ['v'], before: 3, after: 5 }] }])
    expect(calls).toHaveLength(5)
  })
})
