import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunEvent } from '@/flow/engine/events'
import type { RunStatus } from '@/flow/engine/status'
import type { Node } from '@/flow/graph/graph'
import { newId } from '../../db/id'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { NOBODY } from '../actor'
import { createFlow } from '../flows/create'
import { closeDoorbell } from '../intake/ring'
import { announce, closeLiveBus, liveBus } from '../live/bus'
import { draw, smallGraph } from '../testing'
import { publishVersion } from '../versions/publish'
import { cancelRun } from './cancel'
import { cancelledBy } from './cancelled-by'
import { runEvents } from './events'
import { followRun, type RunNews } from './follow'
import { followRuns } from './follow-all'
import { getRun } from './get'
import { latestRun } from './latest'
import { listRuns } from './list'
import { resolveEffect } from './resolve'
import { retryRun } from './retry'
import { startRun } from './start'
import { testRun } from './test'

const database = testDatabase()
afterAll(async () => {
  await Promise.all([closeDoorbell(), closeLiveBus()])
})

let workspace: TestWorkspace
let flowId: string
let call: { actor: TestWorkspace['builder'] }

beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
  call = { actor: workspace.builder }
  flowId = (await createFlow(call, { name: 'Flow' })).id
  await draw(call, flowId)
})

describe('testing', () => {
  it('runs the draft as it was, and keeps one snapshot for the same draft', async () => {
    const first = await testRun(call, { flowId, input: { total: 1 } })
    await testRun(call, { flowId })
    await draw(call, flowId, smallGraph('changed since'))
    const run = await getRun(call, { id: first.runId })
    expect(run).toMatchObject({ mode: 'test', versionNumber: null, graph: smallGraph(), input: { total: 1 }, triggerNodeId: 'start' })
    expect(run.startedBy).toEqual({ kind: 'member', label: 'Builder' })
    expect(await database.owner()`select from version where flow_id = ${flowId}`).toHaveLength(1)
  })

  it('is refused with the problems, except those that the part to be run does not meet', async () => {
    const graph = smallGraph()
    graph.nodes.push({ ...node('late'), params: { fields: [{ name: 'x', value: '{{ steps.nobody.x }}' }] } })
    graph.edges.push({ id: 'e', source: 'greet', sourcePort: 'out', target: 'late' })
    await draw(call, flowId, graph)
    await expect(testRun(call, { flowId })).rejects.toMatchObject({ code: 'invalid', problems: [{ nodeId: 'late' }] })
    const { runId } = await testRun(call, { flowId, untilNodeId: 'greet' })
    expect(await getRun(call, { id: runId })).toMatchObject({ untilNodeId: 'greet' })
  })

  it('starts where it is told, with that trigger’s sample', async () => {
    const graph = smallGraph()
    graph.nodes.push({ ...node('hook'), type: 'trigger.webhook', params: {}, sample: { body: { total: 7 } } })
    graph.edges.push({ id: 'e', source: 'hook', sourcePort: 'out', target: 'greet' })
    await draw(call, flowId, graph)
    const { runId } = await testRun(call, { flowId, triggerNodeId: 'hook' })
    expect(await getRun(call, { id: runId })).toMatchObject({ triggerNodeId: 'hook', input: { body: { total: 7 } } })
    await expect(testRun(call, { flowId, triggerNodeId: 'greet' })).rejects.toMatchObject({ code: 'invalid' })
  })
})

it('says that what a run did is gone, and does not run it again with nothing', async () => {
  await publishVersion(call, { flowId })
  const { runId } = await startRun(call, { flowId })
  await database.owner()`update run set status = 'succeeded', started_at = now(), finished_at = now(), input = 'null', details_removed_at = now() where id = ${runId}`
  expect(await getRun(call, { id: runId })).toMatchObject({ status: 'succeeded', input: null, detailsRemovedAt: expect.any(Date) })
  expect((await runEvents(call, { id: runId })).events).toHaveLength(1)
  await expect(retryRun(call, { id: runId })).rejects.toMatchObject({ code: 'conflict' })
})

it('commits a run with its audit event, or neither', async () => {
  await publishVersion(call, { flowId })
  const { runId } = await startRun(call, { flowId })
  await database.owner()`alter table audit_event add constraint refused check (action not like 'run.%') not valid`
  try {
    for (const start of [() => startRun(call, { flowId }), () => testRun(call, { flowId }), () => retryRun(call, { id: runId })]) {
      await expect(start()).rejects.toThrow()
    }
  } finally {
    await database.owner()`alter table audit_event drop constraint refused`
  }
  expect((await listRuns(call, { limit: 10 })).items.map(({ id }) => id)).toEqual([runId])
})

describe('starting', () => {
  it('needs a published version', async () => {
    await expect(startRun(call, { flowId })).rejects.toMatchObject({ code: 'invalid' })
    await publishVersion(call, { flowId })
    const { runId } = await startRun(call, { flowId, input: { by: 'hand' } })
    expect(await getRun(call, { id: runId })).toMatchObject({ mode: 'live', versionNumber: 1, input: { by: 'hand' }, status: 'queued' })
    expect(await latestRun(call, { flowId })).toBe(runId)
  })

  it('again takes the same version and input, whatever was published since', async () => {
    await publishVersion(call, { flowId })
    const { runId } = await startRun(call, { flowId, input: { total: 5 } })
    await draw(call, flowId, smallGraph('newer'))
    await publishVersion(call, { flowId })
    const again = await retryRun(call, { id: runId })
    expect(again.runId).not.toBe(runId)
    expect(await getRun(call, { id: again.runId })).toMatchObject({ versionNumber: 1, input: { total: 5 } })
  })

  it('again of a test needs the right to test', async () => {
    const { runId } = await testRun(call, { flowId })
    await expect(retryRun({ actor: workspace.operator }, { id: runId })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

it('lists page by page, each run once', async () => {
  const made: string[] = []
  for (let at = 0; at < 5; at++) made.push((await testRun(call, { flowId, input: at })).runId)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listRuns(call, { flowId, limit: 2, cursor })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toEqual(made.reverse())
  expect((await listRuns(call, { status: 'failed' })).items).toEqual([])
})

it('lists why a run failed, without all that the other side said', async () => {
  const id = (await testRun(call, { flowId })).runId
  const error = { code: 'http_500', message: 'The service answered 500.', stepName: 'Fetch', detail: { body: 'x'.repeat(9_000) } }
  await database.owner()`update run set status = 'failed', error = ${JSON.stringify(error)}::json where id = ${id}`
  const { detail: _, ...inShort } = error
  expect((await listRuns(call, { status: 'failed' })).items.map((item) => item.error)).toEqual([inShort])
  expect((await getRun(call, { id })).error).toEqual(error)
})

describe('reading the journal', () => {
  it('gives every event once, in order, from anywhere', async () => {
    const id = await startedRun()
    await write(id, 1, [started('start'), completed('start')])
    await write(id, 3, [started('greet'), completed('greet'), { type: 'run.succeeded', at: 5 }], 'succeeded')
    const all = await runEvents(call, { id })
    expect(all.events.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5])
    expect(all.events.map(({ event }) => event.type)[0]).toBe('run.started')
    for (let after = -1; after <= 5; after++) {
      const rest = await runEvents(call, { id, after })
      expect(rest.events).toEqual(all.events.slice(after + 1))
    }
  })

  it('is empty, and says queued, before a worker takes the run', async () => {
    const { runId } = await testRun(call, { flowId })
    expect(await runEvents(call, { id: runId })).toEqual({ events: [], status: 'queued', more: false })
  })
})

describe('following', () => {
  it('shows what is there at once, then what comes, and ends with the run', async () => {
    const id = await startedRun()
    await write(id, 1, [started('start')])
    const news = await followRun({ actor: workspace.viewer }, { id }, new AbortController().signal)
    expect(await next(news)).toMatchObject({ from: 0, status: 'running', events: [{ type: 'run.started' }, { type: 'step.started' }] })
    await write(id, 2, [completed('start')])
    await announce(`run:${id}`, { seq: 2 })
    expect(await next(news)).toMatchObject({ from: 2, events: [{ type: 'step.completed' }] })
    await write(id, 3, [{ type: 'run.succeeded', at: 9 }], 'succeeded')
    await announce(`run:${id}`, { seq: 3 })
    expect(await next(news)).toMatchObject({ from: 3, status: 'succeeded', events: [{ type: 'run.succeeded' }] })
    expect(await news.next()).toMatchObject({ done: true })
  })

  it('goes on after a dropped connection without loss or repeats', async () => {
    const id = await startedRun()
    await write(id, 1, [started('start'), completed('start'), started('greet')])
    const news = await followRun(call, { id, after: 2 }, new AbortController().signal)
    expect(await next(news)).toMatchObject({ from: 3, events: [{ type: 'step.started', step: 'greet' }] })
    await news.return(undefined)
  })

  it('gathers a burst into few messages', async () => {
    const id = await startedRun()
    const news = await followRun(call, { id }, new AbortController().signal)
    await next(news)
    const following = next(news)
    const began = performance.now()
    for (let seq = 1; seq <= 100; seq++) {
      await write(id, seq, [started(`s${seq}`)])
      await announce(`run:${id}`, { seq })
    }
    await write(id, 101, [{ type: 'run.succeeded', at: 1 }], 'succeeded')
    await announce(`run:${id}`, { seq: 101 })
    const messages: RunNews[] = [await following]
    for await (const message of news) messages.push(message)
    expect(messages.flatMap(({ events }) => events)).toHaveLength(101)
    // Twenty a second, however long the writing takes.
    expect(messages.length).toBeLessThanOrEqual((performance.now() - began) / 45 + 2)
  })

  it('tells which runs of the workspace changed, and of no other', async () => {
    const other = await testWorkspace(database.owner(), 'Other')
    const leave = new AbortController()
    const changes = followRuns({ actor: workspace.viewer }, leave.signal)
    const first = changes.next()
    await listening()
    await announce(`runs:${other.id}`, { runId: newId() })
    const runId = newId()
    await announce(`runs:${workspace.id}`, { runId })
    expect((await first).value).toEqual({ runId })
    leave.abort()
    expect(await changes.next()).toMatchObject({ done: true })
  })

  /** The bus has delivered everything that was asked of it before. */
  async function listening() {
    const bus = await liveBus()
    const probe = `draft:${newId()}` as const
    await new Promise<void>((resolve) => {
      void bus.subscribe(probe, () => resolve()).then(() => bus.publish(probe, { seq: 0 }))
    })
  }
})

describe('stopping and deciding', () => {
  it('asks a waiting run to stop by queueing it again, once', async () => {
    const id = await startedRun('waiting')
    await cancelRun(call, { id })
    await cancelRun(call, { id })
    const [run] = await database.owner()`select status, cancel_requested_at, cancelled_by from run where id = ${id}`
    expect(run).toMatchObject({ status: 'queued', cancel_requested_at: expect.any(Date), cancelled_by: workspace.builder.userId })
    expect(await cancelledBy(call, { id })).toEqual({ name: workspace.builder.name, because: null })
    expect(await database.owner()`select from audit_event where action = 'run.cancelled' and resource_id = ${id}`).toHaveLength(1)
  })

  it('says in the list who cancelled a run, and of no other run', async () => {
    const [mine, withCaller, leftBehind, done] = [
      await startedRun('waiting'),
      await startedRun('waiting'),
      await startedRun('waiting'),
      await startedRun('succeeded'),
    ]
    await cancelRun(call, { id: mine })
    await database.owner()`update run set status = 'cancelled', finished_at = now() where id = any(${[mine, withCaller, leftBehind]})`
    await database.owner()`update run set cancelled_by = ${NOBODY} where id = ${leftBehind}`
    const caller = { kind: 'call', runId: mine, step: 'c', awaited: true, flows: [], afterFailure: false, behind: null }
    await database.owner()`update run set started_by = ${database.owner().json(caller)} where id = ${withCaller}`
    const { items } = await listRuns(call, {})
    expect(new Map(items.map((run) => [run.id, run.cancelledBy]))).toEqual(
      new Map([
        [mine, { name: workspace.builder.name, because: null }],
        [withCaller, { name: null, because: 'the run that called it no longer waits for it' }],
        [leftBehind, { name: null, because: 'its flow was deleted while it was paused' }],
        [done, undefined],
      ]),
    )
  })

  it('leaves a run alone that has ended', async () => {
    const id = await startedRun('succeeded')
    await cancelRun(call, { id })
    const [run] = await database.owner()`select cancel_requested_at from run where id = ${id}`
    expect(run?.cancel_requested_at).toBeNull()
  })

  it('takes one answer about an effect, under any number at once', async () => {
    const id = await startedRun('waiting')
    await database.owner()`insert into wait (id, workspace_id, run_id, step, kind) values (${newId()}, ${workspace.id}, ${id}, 'greet', 'verify')`
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => resolveEffect(call, { id, step: 'greet', happened: at % 2 === 0 })),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await database.owner()`select from audit_event where action = 'run.resolved' and resource_id = ${id}`).toHaveLength(1)
    const [run] = await database.owner()`select status from run where id = ${id}`
    expect(run?.status).toBe('queued')
  })
})

/** A run that a worker took. */
async function startedRun(status: RunStatus = 'running'): Promise<string> {
  const { runId } = await testRun(call, { flowId })
  await database.owner()`update run set status = ${status}, started_at = now() where id = ${runId}`
  return runId
}

async function write(runId: string, seq: number, events: RunEvent[], status?: RunStatus): Promise<void> {
  const sql = database.owner()
  await sql.begin(async (tx) => {
    await tx`insert into journal (run_id, seq, workspace_id, epoch, events) values (${runId}, ${seq}, ${workspace.id}, 1, ${tx.json(events as never)})`
    if (status) await tx`update run set status = ${status}, finished_at = now() where id = ${runId}`
  })
}

async function next(news: AsyncGenerator<RunNews>): Promise<RunNews> {
  const { value } = await news.next()
  if (!value) throw new Error('the stream ended')
  return value
}

function started(step: string): RunEvent {
  return { type: 'step.started', at: 1, step, attempt: 1 }
}

function completed(step: string): RunEvent {
  return { type: 'step.completed', at: 2, step, attempt: 1, port: 'out', output: {} }
}

function node(id: string): Node {
  return {
    id,
    key: id,
    type: 'data.set',
    typeVersion: 1,
    label: id,
    params: {},
    position: { x: 0, y: 0 },
    disabled: false,
    onError: 'fail',
  }
}
