import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { draw as drawn } from '@/flow/engine/testing/drawn'
import type { Node } from '@/flow/graph/graph'
import { newId } from '@/server/db/id'
import { testWorkspace } from '@/server/db/testing'
import { createFlow } from '@/server/services/flows/create'
import { testRun } from '@/server/services/runs/test'
import { draw } from '@/server/services/testing'
import { ended, testWorld, waiting } from '../testing/world'

const world = testWorld()

const post = (url: string): Partial<Node> => ({
  type: 'http.request',
  params: { method: 'POST', url, send: 'json', json: { from: 'test' } },
})
const get = (url: string): Partial<Node> => ({ type: 'http.request', params: { method: 'GET', url } })
const set = (value: string): Partial<Node> => ({ type: 'data.set', params: { fields: [{ name: 'x', value }] } })

const completed = (events: Awaited<ReturnType<typeof world.events>>, step: string) =>
  events.flatMap((event) => (event.type === 'step.completed' && event.step === step ? [event] : []))[0]

async function test(drawn: Awaited<ReturnType<typeof world.flow>>, effectsBlocked: boolean, mode: 'live' | 'test' = 'test') {
  const id = await drawn.start({ total: 7 }, mode, effectsBlocked)
  await (await world.worker()).take([id])
  const { status } = await world.until(id, (row) => ended(row) || waiting(row))
  return { id, status, events: await world.events(id) }
}

describe('a test that does nothing outside', () => {
  it('reads for real, holds back what changes something, and says so', async () => {
    const { url, calls } = await world.sink()
    const drawn = await world.flow('t → look → pay → end', {
      look: get(`${url}/look`),
      pay: post(`${url}/pay`),
      end: set('{{ steps.look.body.count }} {{ steps.pay.status }}'),
    })
    const { status, events } = await test(drawn, true)
    expect(status).toBe('succeeded')
    expect(calls.map(({ path }) => path)).toEqual(['/look'])
    expect(completed(events, 'pay')).toMatchObject({ standIn: 'example', output: { status: 200 } })
    expect(completed(events, 'look')).not.toHaveProperty('standIn')
    expect(events).not.toContainEqual(expect.objectContaining({ type: 'effect.announced', step: 'pay' }))
  })

  it('does it where somebody chose so', async () => {
    const { url, calls } = await world.sink()
    const { events } = await test(await world.flow('t → pay', { pay: post(`${url}/pay`) }), false)
    expect(calls).toHaveLength(1)
    expect(completed(events, 'pay')).not.toHaveProperty('standIn')
  })

  it('asks nobody and goes on as approved', async () => {
    const drawn = await world.flow('t → ask → end', {
      ask: {
        type: 'approval.ask',
        params: { question: 'Pay?', approvers: { roles: ['owner'] }, more: [{ name: 'total', value: '{{ trigger.total }}' }] },
      },
      end: set('{{ steps.ask.decision }} {{ steps.ask.fields.total }}'),
    })
    const { id, events } = await test(drawn, true)
    expect(completed(events, 'ask')).toMatchObject({ standIn: 'approval', port: 'approved', output: { by: [], fields: { total: 7 } } })
    expect(await world.sql()`select from wait where run_id = ${id}`).toHaveLength(0)
  })

  it('cuts a long wait short and waits out a short one', async () => {
    const wait = (unit: string, amount: number): Partial<Node> => ({ type: 'flow.wait', params: { mode: 'for', amount, unit } })
    const drawn = await world.flow('t → day → blink', { day: wait('days', 1), blink: wait('seconds', 0.05) })
    const id = await drawn.start({}, 'test', true)
    const worker = await world.worker()
    await worker.take([id])
    await world.until(id, (row) => ended(row) || waiting(row))
    const events = await world.events(id)
    expect(completed(events, 'day')).toMatchObject({ standIn: 'wait' })
    expect(events).toContainEqual(expect.objectContaining({ type: 'wait.opened', step: 'blink' }))
  })

  it('keeps counting what its flow keeps, without keeping it', async () => {
    const drawn = await world.flow('t → count', { count: { type: 'state.increment', params: { key: 'n', by: 1 } } })
    const { events } = await test(drawn, true)
    expect(completed(events, 'count')).toMatchObject({ output: { value: 1, before: 0 } })
    expect(completed(events, 'count')).not.toHaveProperty('standIn')
  })

  it('hands the same on to the flows it calls', async () => {
    const { url, calls } = await world.sink()
    const called = await world.flow('t → pay', { t: { type: 'trigger.called', params: {} }, pay: post(`${url}/pay`) })
    const { workspace } = called
    await world.sql()`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, config, enabled)
      values (${newId()}, ${workspace.id}, ${called.flowId}, ${called.versionId}, 't', 'call', '{}', true)`
    const caller = await world.flow(
      't → call',
      { call: { type: 'flow.call', params: { flow: called.flowId, wait: 'nothing' } } },
      { workspace },
    )
    const { events } = await test(caller, true)
    const output = z.object({ runId: z.string() }).parse(completed(events, 'call')?.output)
    await (await world.worker()).take([output.runId])
    expect(await world.until(output.runId, ended)).toMatchObject({ status: 'succeeded' })
    expect(calls).toEqual([])
    expect(completed(await world.events(output.runId), 'pay')).toMatchObject({ standIn: 'example' })
  })
})

describe('a pinned step', () => {
  it.each([true, false])('is not run in a test (effects blocked: %s), whatever kind of step it is', async (blocked) => {
    const { url, calls } = await world.sink()
    const drawn = await world.flow(
      't → pay → each → check → end',
      {
        pay: { ...post(`${url}/{{ trigger.nope }}`), sample: { body: { id: 5 } } },
        each: { type: 'flow.for-each', params: { items: [1, 2] }, sample: ['a', 'b'] },
        one: { ...set('x'), sample: { x: 'never' } },
        check: { type: 'logic.if', params: { rules: [] }, sample: { because: 'pinned' }, samplePort: 'false' },
        end: set('{{ steps.pay.body.id }} {{ steps.each[1] }}'),
      },
      { inside: { each: 'one' } },
    )
    const { status, events } = await test(drawn, blocked)
    expect(status).toBe('succeeded')
    expect(calls).toEqual([])
    expect(completed(events, 'pay')).toMatchObject({ standIn: 'pin', output: { body: { id: 5 } } })
    expect(completed(events, 'each')).toMatchObject({ standIn: 'pin', output: ['a', 'b'] })
    expect(completed(events, 'check')).toMatchObject({ standIn: 'pin', port: 'false' })
  })

  it('gives its sample inside of a loop that would be swept', async () => {
    const drawn = await world.flow(
      't → each',
      {
        each: { type: 'flow.for-each', params: { items: [1, 2], collect: '{{ steps.one.x }}' } },
        one: { ...set('{{ item }}'), sample: { x: 'pinned' } },
      },
      { inside: { each: 'one' } },
    )
    const outputs = async (mode: 'live' | 'test') => {
      const { events } = await test(drawn, false, mode)
      return events.flatMap((event) =>
        event.type === 'loop.collected' ? [event.output] : event.type === 'loop.swept' ? event.outputs : [],
      )
    }
    expect(await outputs('test')).toEqual(['pinned', 'pinned'])
    expect(await outputs('live')).toEqual(['1', '2'].map(Number))
  })

  it('runs in a live run as if it were not pinned', async () => {
    const { url, calls } = await world.sink()
    const { events } = await test(
      await world.flow('t → pay', { pay: { ...post(`${url}/pay`), sample: { body: 'pinned' } } }),
      false,
      'live',
    )
    expect(calls).toHaveLength(1)
    expect(completed(events, 'pay')).toMatchObject({ output: { body: { count: 1 } } })
  })
})

describe('a test of one step', () => {
  it('does that step with what a run before gave, and what it did not give from an example', async () => {
    const { url, calls } = await world.sink()
    const call = { actor: (await testWorkspace(world.sql())).builder }
    const { id: flowId } = await createFlow(call, { name: 'Pay' })
    const { graph } = drawn('t → look → pay → end', {
      nodes: {
        t: { type: 'trigger.manual' },
        look: get(`${url}/look`),
        pay: post(`${url}/pay`),
        end: set('{{ steps.look.body.count }} {{ steps.pay.status }} {{ trigger.total }}'),
      },
    })
    await draw(call, flowId, graph)
    const worker = await world.worker()
    const run = async (how: Partial<Parameters<typeof testRun>[1]>) => {
      const { runId } = await testRun(call, { flowId, ...how })
      await worker.take([runId])
      expect(await world.until(runId, ended)).toMatchObject({ status: 'succeeded' })
      return runId
    }
    const asIn = await run({ input: { total: 7 } })
    expect(calls).toHaveLength(1)
    const events = await world.events(await run({ onlyStep: 'end', asIn }))
    expect(calls).toHaveLength(1)
    expect(events.flatMap((event) => (event.type === 'step.started' ? [event.step] : []))).toEqual(['end'])
    expect(completed(events, 'end')).toMatchObject({ output: { x: '1 200 7' } })
    expect(events).toContainEqual(expect.objectContaining({ type: 'step.reused', step: 'pay', standIn: 'example' }))

    await run({ onlyStep: 'pay', effects: 'live' })
    expect(calls.map(({ path }) => path)).toEqual(['/look', '/pay'])
  })
})
