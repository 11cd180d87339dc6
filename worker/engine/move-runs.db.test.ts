import { describe, expect, it, vi } from 'vitest'
import { ALSO_WHEN_CANCELLED } from '@/flow/engine/parts'
import type { Graph, Node } from '@/flow/graph/graph'
import { newId } from '@/server/db/id'
import { hashOf } from '@/server/services/versions/hash'
import { lookAtMove } from '@/server/services/versions/look-at-move'
import { moveRuns } from '@/server/services/versions/move-runs'
import { waitingRuns } from '@/server/services/versions/waiting'
import { ended, testWorld, waiting } from '../testing/world'

const world = testWorld()
const set = (value: string): Partial<Node> => ({ type: 'data.set', params: { fields: [{ name: 'x', value }] } })
const hour: Partial<Node> = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } }

type Flow = Awaited<ReturnType<typeof world.flow>>

async function publish({ workspaceId, flowId, graph, workspace }: Flow, number: number, change: (graph: Graph) => Graph): Promise<string> {
  const next = change(graph)
  const id = newId()
  await world.sql()`insert into version (id, workspace_id, flow_id, kind, number, graph, hash, created_by)
    values (${id}, ${workspaceId}, ${flowId}, 'published', ${number}, ${world.sql().json(next)}, ${hashOf(next)}, ${workspace.owner.userId})`
  await world.sql()`update flow set live_version_id = ${id} where id = ${flowId}`
  return id
}

async function waitingRun(flow: Flow): Promise<string> {
  const id = await flow.start({ total: 3 })
  await (await world.worker()).take([id])
  await world.until(id, waiting)
  return id
}

async function wake(id: string): Promise<void> {
  await world.sql()`update wait set fired_at = now() where run_id = ${id} and step <> ''`
  await world.sql()`update run set status = 'queued' where id = ${id}`
  await (await world.worker()).take([id])
}

const with_ = (id: string, change: Partial<Node>) => (graph: Graph) => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)),
})

describe('moving waiting runs', () => {
  it('tells which can move, moves them, and they go on with the new version when what they wait for is over', async () => {
    const flow = await world.flow('t → a → w → end', { a: set('{{ trigger.total }}'), w: hour, end: set('old {{ steps.a.x }}') })
    const call = { actor: flow.workspace.operator }
    const id = await waitingRun(flow)
    const versionId = await publish(flow, 2, with_('end', set('new {{ steps.a.x }}')))
    expect(await waitingRuns(call, { flowId: flow.flowId })).toEqual([{ versionId: flow.versionId, number: 1, count: 1 }])
    const [timer] = await world.sql()`select id, wake_at, fired_at from wait where run_id = ${id} and step = 'w'`
    const before = await world.events(id)
    expect(await lookAtMove(call, { flowId: flow.flowId })).toMatchObject({
      number: 2,
      more: false,
      runs: [{ id, number: 1, obstacles: [] }],
    })
    expect(await world.events(id)).toEqual(before)

    // Whoever moves it has a clock that is an hour ahead.
    const now = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now: now + 3_600_000 })
    expect(await moveRuns(call, { flowId: flow.flowId, versionId, runIds: [id] })).toEqual({ moved: [id], left: [] })
    vi.useRealTimers()
    const moved = (await world.events(id)).at(-1)
    expect(moved).toMatchObject({ type: 'run.moved', from: flow.versionId, to: versionId })
    expect(moved?.at).toBeLessThanOrEqual(Date.now())
    expect(await world.sql()`select id, wake_at, fired_at from wait where run_id = ${id} and step = 'w'`).toMatchObject([timer])
    expect(await world.sql()`select detail from audit_event where action = 'run.moved' and resource_id = ${id}`).toMatchObject([
      { detail: { from: flow.versionId, to: versionId } },
    ])
    await wake(id)
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(await world.events(id)).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'end', output: { x: 'new 3' } }))
    expect(await waitingRuns(call, { flowId: flow.flowId })).toEqual([])
  })

  it('leaves those that can’t, and says why; they end on their own version', async () => {
    const flow = await world.flow('t → w → end', { w: hour, end: set('old') })
    const call = { actor: flow.workspace.operator }
    const id = await waitingRun(flow)
    const versionId = await publish(flow, 2, (graph) => ({
      ...graph,
      nodes: graph.nodes.filter((node) => node.id !== 'w'),
      edges: [{ id: 'e', source: 't', sourcePort: 'out', target: 'end' }],
    }))
    const why = 'It waits at “w”, which the new version does not have.'
    expect(await lookAtMove(call, { flowId: flow.flowId })).toMatchObject({ runs: [{ id, obstacles: [why] }] })
    expect(await moveRuns(call, { flowId: flow.flowId, versionId, runIds: [id] })).toEqual({ moved: [], left: [{ id, why }] })
    await wake(id)
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(await world.events(id)).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'end', output: { x: 'old' } }))
  })

  it('has them do at once what the new version has for them beside what they wait for, and keep its limit of time', async () => {
    const nodes = { a: set('{{ trigger.total }}'), w: hour, end: set('x') }
    const flow = await world.flow('t → a → w → end', nodes)
    const call = { actor: flow.workspace.operator }
    const [more, less, same] = [await waitingRun(flow), await waitingRun(flow), await waitingRun(flow)]
    const beside = await publish(flow, 2, (graph) => ({
      ...graph,
      nodes: [...graph.nodes, ...graph.nodes.flatMap((node) => (node.id === 'a' ? { ...node, id: 'b', key: 'b', label: 'b' } : []))],
      edges: [...graph.edges, { id: 'new', source: 'a', sourcePort: 'out', target: 'b' }],
    }))
    const limited = await publish(flow, 3, (graph) => ({ ...graph, settings: { ...graph.settings, runTimeoutMs: 1_000 } }))
    const other = await publish(flow, 4, with_('end', set('y')))
    await world.sql()`update run set started_at = now() - interval '1 minute' where id = ${less}`
    await moveRuns(call, { flowId: flow.flowId, versionId: beside, runIds: [more] })
    await moveRuns(call, { flowId: flow.flowId, versionId: limited, runIds: [less] })
    await moveRuns(call, { flowId: flow.flowId, versionId: other, runIds: [same] })
    for (const id of [more, less]) expect(await world.run(id)).toMatchObject({ status: 'queued' })
    expect(await world.run(same)).toMatchObject({ status: 'waiting' })
    await (await world.worker()).take([more, less])
    await world.until(more, waiting)
    expect(await world.events(more)).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'b' }))
    expect(await world.until(less, ended)).toMatchObject({ status: 'failed', error: { code: 'took_too_long' } })
  })

  it('moves a run once, however often it is asked to at the same time, and none that is going on', async () => {
    const flow = await world.flow('t → w → end', { w: hour, end: set('x') })
    const call = { actor: flow.workspace.operator }
    const id = await waitingRun(flow)
    const versionId = await publish(flow, 2, with_('end', set('y')))
    const asked = await Promise.all(Array.from({ length: 5 }, () => moveRuns(call, { flowId: flow.flowId, versionId, runIds: [id] })))
    expect(asked.flatMap(({ moved }) => moved)).toEqual([id])
    expect((await world.events(id)).filter(({ type }) => type === 'run.moved')).toHaveLength(1)
  })
})

it.each([
  ['is to be', true],
  ['is no longer', false],
])('knows of a moved run that it %s tidied up when it is cancelled', async (_, tidied) => {
  const also = (value: boolean) => ({ params: { [ALSO_WHEN_CANCELLED]: value } })
  const nodes = {
    try: { type: 'flow.scope' },
    last: { type: 'flow.in-any-case', ...also(!tidied) },
    w: hour,
    release: { type: 'data.set', params: { fields: [] } },
  }
  const flow = await world.flow('t → try', nodes, { inside: { try: 'w, last → release' } })
  const id = await waitingRun(flow)
  const versionId = await publish(flow, 2, with_('last', also(tidied)))
  const moved = await moveRuns({ actor: flow.workspace.operator }, { flowId: flow.flowId, versionId, runIds: [id] })
  expect(moved).toEqual({ moved: [id], left: [] })
  // As one with its new version: who cancels it the moment after finds both.
  const [row] = await world.sql()`select tidies, run.xmin = journal.xmin as at_once
    from run join journal on journal.run_id = run.id and journal.seq = run.next_seq - 1 where run.id = ${id}`
  expect(row).toEqual({ tidies: tidied, at_once: true })
})
