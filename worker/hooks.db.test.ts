import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Json, JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import { acceptHook, type HookCall } from '@/server/services/intake/accept-hook'
import { acceptRun } from '@/server/services/intake/accept-run'
import { answerUrl, laterAnswer } from '@/server/services/intake/answer-later'
import { insertRuns } from '@/server/services/intake/insert-runs'
import { liveBus } from '@/server/services/live/bus'
import { hookToken } from '@/server/services/triggers/hook-token'
import { type RunningWorker, startWorker } from './start'
import { ended, testWorld, waiting } from './testing/world'

const world = testWorld()
let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.stop())

const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })

async function hooked(
  config: JsonObject,
  text = 't → a',
  nodes: Parameters<typeof world.flow>[1] = { a: set('{{ trigger.body.total }}') },
) {
  const flow = await world.flow(text, { t: { type: 'trigger.webhook', params: config }, ...nodes })
  const token = hookToken(flow.flowId, 't')
  const id = newId()
  await world.sql()`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, token, config, enabled)
    values (${id}, ${flow.workspaceId}, ${flow.flowId}, ${flow.versionId}, 't', 'webhook', ${token}, ${world.sql().json(config)}, true)`
  const call = ({ body = { total: 1 }, headers = {}, ...more }: Partial<HookCall> & { body?: Json } = {}) => {
    const read = async () => ({ ok: true, body }) as const
    const given = { token, method: 'POST', headers, valuesOf: () => [], query: {}, bytes: Buffer.alloc(0), read, ...more }
    return acceptHook(given, { look: async () => null, spend: async () => {} })
  }
  const runs = () =>
    world.sql()<{ id: string; input: JsonObject }[]>`select id, input from run where flow_id = ${flow.flowId} order by created_at`
  return { ...flow, id, token, call, runs }
}

describe('a webhook', () => {
  it('is answered once the run is durable, and the run goes to its end', async () => {
    const { call, runs } = await hooked({})
    const answer = await call({ headers: { 'x-a': '1', authorization: 'Bearer secret', cookie: 'c=1' }, query: { q: '1' } })
    expect(answer).toEqual({ status: 202, headers: {}, body: { runId: expect.any(String) } })
    const [run] = await runs()
    expect(answer.body).toEqual({ runId: run?.id })
    expect(run?.input).toEqual({ method: 'POST', headers: { 'x-a': '1' }, query: { q: '1' }, body: { total: 1 } })
    expect(await world.until(run?.id ?? '', ended)).toMatchObject({ status: 'succeeded' })
  })

  it('says its own words when it has some', async () => {
    const { call } = await hooked({ body: 'Thank you.' })
    expect(await call()).toMatchObject({ status: 200, body: 'Thank you.' })
  })

  it.each([
    ['nothing is there', { token: 'x'.repeat(32) }, 404],
    ['the address is no address', { token: '../../etc/passwd' }, 404],
    ['the method is another', { method: 'GET' }, 405],
  ])('is refused with a reason when %s', async (_, call, status) => {
    const hook = await hooked({})
    const answer = await hook.call(call)
    expect(answer).toMatchObject({ status, body: { error: expect.any(String) } })
    expect(await hook.runs()).toHaveLength(0)
  })

  it('is refused when the flow is off', async () => {
    const { call, id, runs } = await hooked({})
    await world.sql()`update trigger set enabled = false where id = ${id}`
    expect(await call()).toMatchObject({ status: 410 })
    expect(await runs()).toHaveLength(0)
  })

  it('takes any method if told so, and starts nothing for one that only asks', async () => {
    const { call, runs } = await hooked({ method: 'any' })
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) expect(await call({ method })).toMatchObject({ status: 202 })
    for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'PURGE', 'get', '']) {
      expect(await call({ method })).toMatchObject({ status: 405, headers: { allow: 'POST, GET, PUT, PATCH, DELETE' } })
    }
    expect(await runs()).toHaveLength(5)
    const read = await hooked({ method: 'GET' })
    expect(await read.call({ method: 'HEAD' })).toMatchObject({ status: 405, headers: { allow: 'GET' } })
    expect(await read.runs()).toEqual([])
  })

  it('delivered twice makes one run, at the same moment or later', async () => {
    const { call, runs } = await hooked({})
    const headers = { 'idempotency-key': 'd-1' }
    const answers = await Promise.all(Array.from({ length: 20 }, () => call({ headers })))
    answers.push(await call({ headers }))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(await runs()).toHaveLength(1)
    await call({ headers: { 'idempotency-key': 'd-2' } })
    await call()
    expect(await runs()).toHaveLength(3)
  })

  it('recognises repeats by the header the flow names', async () => {
    const { call, runs } = await hooked({ dedupeHeader: 'X-GitHub-Delivery' })
    await Promise.all([1, 2].map(() => call({ headers: { 'x-github-delivery': 'g-1' } })))
    expect(await runs()).toHaveLength(1)
  })

  it('waits for the flow’s answer', async () => {
    const respond = {
      type: 'webhook.respond',
      params: { status: 201, body: { got: '{{ trigger.body.total }}' }, headers: [{ name: 'X-A', value: 'b' }] },
    }
    const { call, runs } = await hooked({ answer: 'reply' }, 't → r', { r: respond })
    expect(await call({ body: { total: 7 } })).toEqual({ status: 201, headers: { 'X-A': 'b' }, body: { got: 7 } })
    const [run] = await runs()
    await world.until(run?.id ?? '', ended)
    expect(await world.events(run?.id ?? '')).toContainEqual(
      expect.objectContaining({ step: 'r', output: { delivered: true, note: 'The caller was waiting for it.' } }),
    )
  })

  it('delivered again while the first still waits hears of the same end as soon', async () => {
    const wait = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } }
    const respond = { type: 'webhook.respond', params: { status: 201, body: 'done' } }
    const { call, runs } = await hooked({ answer: 'reply' }, 't → w → r', { w: wait, r: respond })
    const headers = { 'idempotency-key': 'd-1' }
    const first = call({ headers })
    const [run] = await vi.waitUntil(async () => (await runs()).length === 1 && runs())
    const id = run?.id ?? ''
    await world.until(id, waiting)
    const listening = vi.spyOn(await liveBus(), 'subscribe')
    onTestFinished(() => listening.mockRestore())
    const again = call({ headers })
    await vi.waitFor(() => expect(listening.mock.calls.map(([topic]) => topic)).toContain(`run:${id}`))
    await world.sql()`update wait set wake_at = now() where run_id = ${id}`
    expect(await Promise.all([first, again])).toMatchObject([
      { status: 201, body: 'done' },
      { status: 201, body: 'done' },
    ])
    expect(await runs()).toHaveLength(1)
  })

  it('is answered after a wait, and from within a loop; a second answer is told plainly and goes nowhere', async () => {
    const respond = (body: string) => ({ type: 'webhook.respond', params: { body } })
    const wait = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'seconds' } }
    const waited = await hooked({ answer: 'reply' }, 't → w → r → s', { w: wait, r: respond('first'), s: respond('second') })
    expect(await waited.call()).toMatchObject({ status: 200, body: 'first' })
    const [run] = await waited.runs()
    expect(await world.until(run?.id ?? '', ended)).toMatchObject({ status: 'succeeded', reply: { body: 'first' } })
    const told = { delivered: false, note: 'The caller had been answered already. This answer went nowhere.' }
    expect(await world.events(run?.id ?? '')).toContainEqual(expect.objectContaining({ step: 's', output: told }))

    const flow = await world.flow(
      't → l',
      {
        t: { type: 'trigger.webhook', params: { answer: 'reply' } },
        l: { type: 'flow.for-each', params: { items: '{{ trigger.body.list }}', concurrency: 1 } },
        r: respond('item {{ item }}'),
      },
      { inside: { l: 'r' } },
    )
    const token = hookToken(flow.flowId, 't')
    await world.sql()`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, token, config, enabled)
      values (${newId()}, ${flow.workspaceId}, ${flow.flowId}, ${flow.versionId}, 't', 'webhook', ${token}, '{"answer":"reply"}', true)`
    const read: HookCall['read'] = async () => ({ ok: true, body: { list: [1, 2] } })
    const given = { token, method: 'POST', headers: {}, valuesOf: () => [], query: {}, bytes: Buffer.alloc(0), read }
    expect(await acceptHook(given, { look: async () => null, spend: async () => {} })).toMatchObject({ status: 200, body: 'item 1' })
  })

  it.each<[JsonObject, string | null, Json]>([
    [{ body: { a: 1 } }, null, { a: 1 }],
    [{ sendAs: 'json', body: 'text' }, 'application/json; charset=utf-8', '"text"'],
    [{ sendAs: 'text', body: { a: 1 } }, 'text/plain; charset=utf-8', '{"a":1}'],
    [{ sendAs: 'html', body: '<p>' }, 'text/html; charset=utf-8', '<p>'],
    [{ sendAs: 'xml', body: '<a/>', headers: [{ name: 'content-type', value: 'text/xml' }] }, 'text/xml', '<a/>'],
    [{ sendAs: 'nothing', status: 204 }, null, null],
  ])('sends %j as what it was told to', async (params, type, body) => {
    const { call } = await hooked({ answer: 'reply' }, 't → r', { r: { type: 'webhook.respond', params } })
    const answer = await call()
    const sent = Object.entries(answer.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? null
    expect([sent, answer.body]).toEqual([type, body])
  })

  it('says with 500 and the run when the flow fails before it answers', async () => {
    const stop = { type: 'flow.stop', params: { message: 'inner secret' } }
    const { call, runs } = await hooked({ answer: 'reply' }, 't → s → r', { s: stop, r: { type: 'webhook.respond', params: {} } })
    const answer = await call()
    const [run] = await runs()
    expect(answer).toMatchObject({ status: 500, body: { runId: run?.id, status: 'failed' } })
    expect(JSON.stringify(answer)).not.toContain('inner secret')
  })

  it('that takes too long for its caller is answered at a link that only we can give', async () => {
    const { call, runs, token } = await hooked({ answer: 'reply' }, 't → r', {
      r: { type: 'webhook.respond', params: { status: 201, body: 'late' } },
    })
    await call()
    const [run] = await runs()
    const runId = run?.id ?? ''
    const link = answerUrl(token, runId)
    const signature = link.split('/').at(-1) ?? ''
    expect(await laterAnswer({ token, runId, signature })).toMatchObject({ status: 201, body: 'late' })
    await world.sql()`update run set reply = null, status = 'waiting' where id = ${runId}`
    const meanwhile = { status: 202, headers: { location: link, 'retry-after': '5' }, body: { runId, status: 'running', answer: link } }
    expect(await laterAnswer({ token, runId, signature })).toEqual(meanwhile)
    const other = await hooked({ answer: 'reply' })
    for (const wrong of [
      { token, runId, signature: 'x'.repeat(32) },
      { token, runId, signature: '' },
      { token, runId: newId(), signature },
      { token: other.token, runId, signature },
      { token: other.token, runId, signature: answerUrl(other.token, runId).split('/').at(-1) ?? '' },
    ]) {
      expect(await laterAnswer(wrong)).toBeNull()
    }
  })

  it('waits for the end, and hears of a failure without its details', async () => {
    const good = await hooked({ answer: 'end' })
    expect(await good.call()).toMatchObject({ status: 200, body: { status: 'succeeded' } })
    const bad = await hooked({ answer: 'end' }, 't → s', { s: { type: 'flow.stop', params: { message: 'inner secret' } } })
    const answer = await bad.call()
    expect(answer).toMatchObject({ status: 500, body: { status: 'failed' } })
    expect(JSON.stringify(answer)).not.toContain('inner secret')
  })

  it('keeps a large body out of the run row, and the flow reads it all the same', async () => {
    const { call, runs } = await hooked({}, 't → a', { a: set('{{ size(trigger.body.text) }}') })
    await call({ body: { text: 'x'.repeat(1_000_000) } })
    const [run] = await runs()
    expect(JSON.stringify(run?.input).length).toBeLessThan(1_000)
    await world.until(run?.id ?? '', ended)
    expect(await world.events(run?.id ?? '')).toContainEqual(expect.objectContaining({ step: 'a', output: { v: 1_000_000 } }))
  })
})

describe('intake', () => {
  it('takes what arrives together in one statement', async () => {
    const { workspaceId, flowId, versionId } = await world.flow('t → a', { a: set('x') })
    const nobody = { kind: 'member', userId: newId() } as const
    const intake = {
      workspaceId,
      flowId,
      versionId,
      mode: 'live',
      triggerNodeId: 't',
      startedBy: nobody,
      input: { text: '\u001e \0 ü' },
    } as const
    const accepted = await Promise.all(Array.from({ length: 50 }, () => acceptRun(intake)))
    const [row] = await world.sql()<{ transactions: number; runs: number }[]>`
      select count(distinct xmin::text)::int as transactions, count(*)::int as runs from (
        select created_at::text as xmin from run where id = any(${accepted.map(({ runId }) => runId)}::uuid[])
      ) as made`
    expect(row?.runs).toBe(50)
    expect(row?.transactions).toBeLessThanOrEqual(3)
    expect((await world.sql()`select input from run where id = ${accepted[0]?.runId ?? ''}`)[0]).toEqual({ input: intake.input })
  })

  it('accepts nothing of a batch that can’t be committed', async () => {
    const { workspaceId, flowId, versionId } = await world.flow('t → a', { a: set('x') })
    const run = {
      id: newId(),
      workspaceId,
      flowId,
      versionId,
      mode: 'live',
      triggerNodeId: 't',
      startedBy: { kind: 'webhook' },
      input: '{}',
    } as const
    const foreign = { ...run, id: newId(), workspaceId: newId() }
    await expect(insertRuns(world.sql(), [run, foreign])).rejects.toThrow()
    expect(await world.sql()`select from run where flow_id = ${flowId}`).toHaveLength(0)
  })
})
