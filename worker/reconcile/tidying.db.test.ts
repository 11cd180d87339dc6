import { afterEach, describe, expect, it } from 'vitest'
import { ALSO_WHEN_CANCELLED } from '@/flow/engine/parts'
import type { Node } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { ring } from '@/server/services/intake/ring'
import { syncTriggers } from '@/server/services/triggers/sync-triggers'
import { type RunningWorker, startWorker } from '../start'
import { faultySql } from '../testing/faulty-sql'
import { ended, testWorld, waiting } from '../testing/world'
import { endOverdueCancels } from './overdue-cancels'
import { call, hours, tidyingFlows } from './testing'

const world = testWorld()
let worker: RunningWorker | undefined

afterEach(async () => {
  await worker?.stop()
  worker = undefined
})

const { tried, cancel } = tidyingFlows(world)
const typesOf = async (id: string) => (await world.events(id)).map(({ type }) => type)
const tidies = async (id: string) => (await world.sql()`select tidies from run where id = ${id}`)[0]?.tidies
const openWaits = (id: string) => world.sql()`select kind from wait where run_id = ${id} and closed_at is null`

/** As if whoever has the run had been gone for long. */
async function abandon(id: string) {
  await world.sql()`update run set status = 'running', owner = ${newId()}, epoch = epoch + 1 where id = ${id}`
}

/** As if the wish were so old. */
async function wishedAgo(id: string, seconds: number) {
  await world.sql()`update run set cancel_requested_at = now() - ${seconds} * interval '1 second' where id = ${id}`
}

/** An outside that answers the first call only when it is told to. */
async function slowSink() {
  let answer = (_: number) => {}
  let reached = () => {}
  const called = new Promise<void>((resolve) => (reached = resolve))
  const sink = await world.sink((_, count) => {
    reached()
    return count > 1 ? 200 : new Promise<number>((resolve) => (answer = resolve))
  })
  return { ...sink, called, answer: (status: number) => answer(status) }
}

describe('a run that is cancelled while something is open that is tidied up also then', () => {
  it('tidies up first, and tells who is asked at once', async () => {
    const { url, calls } = await world.sink()
    const flow = await tried(url)
    worker = await startWorker()
    const id = await flow.start()
    await world.until(id, waiting)
    expect(await tidies(id)).toBe(true)
    await cancel(flow, id)
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled', owner: null })
    expect(calls).toMatchObject([{ method: 'PUT' }])
    expect((await typesOf(id)).slice(-6)).toEqual([
      'run.cancelling',
      'scope.turned',
      'step.started',
      'effect.announced',
      'step.completed',
      'run.cancelled',
    ])
    expect(await openWaits(id)).toEqual([])
    expect(await tidies(id)).toBe(false)
  })

  it('ends at once when it is not set so, or is over', async () => {
    const { url, calls } = await world.sink()
    const [unset, over] = [await tried(url, { set: false }), await tried(url, { tried: call(url) })]
    worker = await startWorker()
    const ids = [await unset.start(), await over.start()] as const
    for (const id of ids) await world.until(id, waiting)
    const before = calls.length
    for (const id of ids) expect(await tidies(id)).toBe(false)
    await cancel(unset, ids[0])
    await cancel(over, ids[1])
    for (const id of ids) {
      await world.until(id, ended)
      expect(await typesOf(id)).not.toContain('run.cancelling')
    }
    expect(calls.length).toBe(before)
  })

  it('lets an effect that is under way end first', async () => {
    const paid = await slowSink()
    const { url, calls } = await world.sink()
    const flow = await tried(url, { tried: call(paid.url, 'POST'), last: 'busy → never, last → release', nodes: { never: call(url) } })
    worker = await startWorker()
    const id = await flow.start()
    await paid.called
    await cancel(flow, id)
    paid.answer(200)
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    const events = await world.events(id)
    const paidAt = events.findIndex((event) => event.type === 'step.completed' && event.step === 'try:0/busy')
    expect(paidAt).toBeGreaterThan(0)
    expect(events.findIndex(({ type }) => type === 'run.cancelling')).toBeGreaterThan(paidAt)
    expect(calls).toHaveLength(1)
  })

  it('cuts short what hangs, and has its time for tidying after that', async () => {
    const hung = await slowSink()
    const { url, calls } = await world.sink()
    const flow = await tried(url, { tried: call(hung.url, 'POST') })
    worker = await startWorker()
    const id = await flow.start()
    await hung.called
    // A wish so old that what is under way has had its time.
    await wishedAgo(id, 30)
    await world.sql()`update run set rung_at = null where id = ${id}`
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect(calls).toHaveLength(1)
    const events = await world.events(id)
    expect(events.at(-1)).toMatchObject({ type: 'run.cancelled', reason: 'Somebody cancelled it.' })
    expect(events.filter((event) => 'step' in event && event.step === 'try:0/busy').map(({ type }) => type)).toEqual([
      'step.started',
      'effect.announced',
    ])
    hung.answer(200)
  })

  it('goes on with what is being tidied up already, and does it once', async () => {
    const released = await slowSink()
    const flow = await tried(released.url, { tried: { type: 'data.set', params: { fields: [{ name: 'v', value: 'x' }] } } })
    worker = await startWorker()
    const id = await flow.start()
    await released.called
    const { nextSeq: before } = await world.run(id)
    await cancel(flow, id)
    await world.until(id, ({ nextSeq }) => nextSeq > before)
    expect(await typesOf(id)).toContain('run.cancelling')
    released.answer(200)
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect(released.calls).toHaveLength(1)
    const last = (await world.events(id)).filter((event) => 'step' in event && event.step === 'try:2/release')
    expect(last.at(-1)).toMatchObject({ type: 'step.completed' })
  })

  it('waits for nobody while it tidies up', async () => {
    const { url, calls } = await world.sink()
    const flow = await tried(url, { last: 'busy, last → nap → release', nodes: { nap: { ...hours, onError: 'continue' } } })
    worker = await startWorker()
    const id = await flow.start()
    await world.until(id, waiting)
    await cancel(flow, id)
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect(calls).toHaveLength(1)
    const nap = (await world.events(id)).find((event) => event.type === 'step.failed')
    expect(nap).toMatchObject({ step: 'try:2/nap', error: { code: 'cancelled' } })
  })

  it('cancels what it called at once', async () => {
    const released = await slowSink()
    const callee = await world.flow('t → nap', { t: { type: 'trigger.called', params: { inputs: [] } }, nap: hours })
    const { workspaceId, flowId, versionId, graph, workspace } = callee
    await inWorkspace(workspaceId, (tx) => syncTriggers(tx, { workspaceId, flowId, versionId, graph, enabled: true }))
    const nodes: Record<string, Partial<Node>> = {
      try: { type: 'flow.scope' },
      last: { type: 'flow.in-any-case', params: { [ALSO_WHEN_CANCELLED]: true } },
      ask: { type: 'flow.call', params: { flow: flowId, wait: 'result', inputs: [] as Json[] } },
      release: call(released.url),
    }
    const caller = await world.flow('t → try', nodes, { inside: { try: 'ask, last → release' }, workspace })
    worker = await startWorker()
    const id = await caller.start()
    await world.until(id, waiting)
    const [child] = await world.sql()<{ id: string }[]>`select id from run where started_by->>'runId' = ${id}`
    await world.until(child?.id ?? '', waiting)
    await cancel(caller, id)
    await released.called
    expect(await world.until(child?.id ?? '', ended)).toMatchObject({ status: 'cancelled' })
    expect(await world.run(id)).toMatchObject({ status: 'running' })
    released.answer(200)
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
  })
})

describe('its worker dies', () => {
  it('before it heard of the wish: another tidies up', async () => {
    const { url, calls } = await world.sink()
    const flow = await tried(url)
    const id = await flow.start()
    await (await world.worker()).take([id])
    await world.until(id, waiting)
    await abandon(id)
    await cancel(flow, id)
    worker = await startWorker()
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect(calls).toHaveLength(1)
  })

  it('while it tidies up: another goes on with it, and what it still writes counts for nothing', async () => {
    const sink = await slowSink()
    const flow = await tried(sink.url)
    const faulty = faultySql(world.sql())
    const first = await world.worker(faulty.sql)
    const id = await flow.start()
    await first.take([id])
    await world.until(id, waiting)
    await cancel(flow, id)
    await first.take([id])
    await sink.called
    faulty.pause()
    await abandon(id)
    worker = await startWorker()
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    const events = await world.events(id)
    sink.answer(200)
    faulty.resume()
    await first.stop(5_000)
    expect(await world.events(id)).toEqual(events)
    const keys = new Set(sink.calls.map(({ key }) => key))
    expect([sink.calls.length, keys.size]).toEqual([2, 1])
    expect(events.filter((event) => event.type === 'step.completed' && event.step === 'try:2/release')).toHaveLength(1)
    expect(events.filter(({ type }) => type === 'run.cancelling')).toHaveLength(1)
  })
})

describe('a minute after it began to tidy up', () => {
  it('the worker ends it, whatever it has under way', async () => {
    const sink = await slowSink()
    const flow = await tried(sink.url)
    worker = await startWorker()
    const id = await flow.start()
    await world.until(id, waiting)
    await wishedAgo(id, 66)
    await world.sql()`update run set status = 'queued', rung_at = null where id = ${id}`
    await ring([{ id, workspaceId: flow.workspaceId }])
    await sink.called
    expect(await world.until(id, ended)).toMatchObject({ status: 'cancelled' })
    expect((await world.events(id)).at(-1)).toMatchObject({ reason: expect.stringContaining('took too long') })
    sink.answer(200)
  })

  it('anybody ends it, and not before', async () => {
    const flow = await tried('http://127.0.0.1:9')
    const id = await flow.start()
    await (await world.worker()).take([id])
    await world.until(id, waiting)
    await abandon(id)
    await wishedAgo(id, 70)
    expect((await endOverdueCancels(world.sql())).ended.map((run) => run.id)).not.toContain(id)
    await wishedAgo(id, 75)
    expect((await endOverdueCancels(world.sql())).ended.map((run) => run.id)).toContain(id)
    expect(await world.run(id)).toMatchObject({ status: 'cancelled', owner: null })
    expect(await tidies(id)).toBe(false)
    expect(await openWaits(id)).toEqual([])
  })
})
