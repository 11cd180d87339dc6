import { createHmac } from 'node:crypto'
import { request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { emptyGraph, type Graph } from '@/flow/graph/graph'
import type { JsonObject } from '@/flow/json'
import { type TestWorkspace, testDatabase, testWorkspace } from '@/server/db/testing'
import type { Call } from '@/server/services/call'
import { createConnection } from '@/server/services/connections/create'
import { removeConnection } from '@/server/services/connections/remove'
import { updateConnection } from '@/server/services/connections/update'
import { createFlow } from '@/server/services/flows/create'
import { hookUrls } from '@/server/services/flows/hook-urls'
import { hookSecretOf } from '@/server/services/intake/hook-secret'
import { closeDoorbell } from '@/server/services/intake/ring'
import { closeLiveBus } from '@/server/services/live/bus'
import { draw } from '@/server/services/testing'
import { publishVersion } from '@/server/services/versions/publish'
import { openLimits } from './limits'
import { createGateway } from './server'

const database = testDatabase()
let workspace: TestWorkspace
let call: Call
let gateway: Server
let base: string

beforeAll(async () => {
  Object.assign(process.env, { LOG_LEVEL: 'silent', REDIS_URL: '' })
  workspace = await testWorkspace(database.owner())
  call = { actor: workspace.builder }
})
beforeEach(async () => {
  gateway = createGateway({
    webPort: 1,
    publicUrl: 'http://localhost:3000',
    trustedProxies: [],
    limits: openLimits(null),
    queueProbe: { write: async () => {}, close: async () => {} },
    development: false,
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` // listening on TCP
  return () => {
    gateway.close()
    gateway.closeAllConnections()
  }
})
afterAll(async () => {
  await Promise.all([closeDoorbell(), closeLiveBus()])
})

const SECRET = 'the-callers-plain-secret'
const BODY = '{"total": 4280.00, "vendor": "Hooli – Zürich"}'
const sign = (text: string, secret: string | Buffer = SECRET) => createHmac('sha256', secret).update(text).digest('hex')

describe('a webhook whose callers prove themselves', () => {
  it('starts for the bytes that were signed, however they are spaced', async () => {
    const hook = await hooked({ authentication: 'hmac', signaturePrefix: 'sha256=' })
    expect(await hook.send({ 'x-signature': `sha256=${sign(BODY)}` })).toMatchObject({ status: 202, body: { runId: expect.any(String) } })
    expect(await hook.runs()).toMatchObject([{ input: { body: { total: 4280 }, headers: { 'content-type': 'application/json' } } }])
  })

  it('answers every wrong proof alike, and stores nothing of it', async () => {
    const hook = await hooked({ authentication: 'hmac', signs: 'dot' })
    const other = await hooked({ authentication: 'hmac', signs: 'dot' }, { secret: 'of another hook' })
    const at = Math.floor(Date.now() / 1_000)
    const right = (time = at, secret = SECRET) => ({ 'x-timestamp': String(time), 'x-signature': sign(`${time}.${BODY}`, secret) })
    const wrong = [
      await hook.send({}),
      await hook.send(right(), `${BODY} `),
      await hook.send(right(at - 301)),
      await hook.send(right(at, 'of another hook')),
      await hook.send({ ...right(), 'x-signature': [right()['x-signature'], right()['x-signature']] }),
      await hook.send({ ...right(), 'x-timestamp': [String(at), String(at)] }),
      await hook.send({}, '{"broken'),
      await other.send(right()),
    ]
    expect(new Set(wrong.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(wrong[0]).toMatchObject({ status: 401, body: { error: expect.any(String) } })
    expect(await hook.runs()).toEqual([])
    expect(await hook.send(right())).toMatchObject({ status: 202 })
  })

  it('takes no password whose header comes twice, though Node reads only the first', async () => {
    const hook = await hooked({ authentication: 'basic' }, { user: 'acme' })
    const right = `Basic ${Buffer.from(`acme:${SECRET}`).toString('base64')}`
    const refused = await hook.send({ authorization: [right, right] })
    expect(refused).toMatchObject({ status: 401, challenge: 'Basic realm="hook", charset="UTF-8"' })
    expect(await hook.send({ authorization: right })).toMatchObject({ status: 202 })
  })

  it('of Standard Webhooks starts once for each id, and answers a repeat as it did the first time', async () => {
    const key = Buffer.from('0123456789abcdef01234567')
    const hook = await hooked({ authentication: 'standard' }, { secret: `whsec_${key.toString('base64')}` })
    const at = String(Math.floor(Date.now() / 1_000))
    const signed = (id: string) => {
      const signature = createHmac('sha256', key).update(`${id}.${at}.${BODY}`).digest('base64')
      return { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': `v1,b3RoZXI= v1,${signature}` }
    }
    const first = await hook.send(signed('msg_1'))
    expect(first).toMatchObject({ status: 202 })
    expect(await hook.send({ ...signed('msg_1'), 'idempotency-key': 'another' })).toEqual(first)
    expect(await hook.send({ ...signed('msg_1'), 'webhook-id': 'msg_2' })).toMatchObject({ status: 401 })
    expect(await hook.runs()).toHaveLength(1)
    await hook.send(signed('msg_2'))
    expect(await hook.runs()).toHaveLength(2)
  })

  it.each([
    ['an hour ahead', 3_600_000],
    ['an hour behind', -3_600_000],
  ])('of Standard Webhooks is as old as the database says, also when the clock of this machine is %s', async (_, off) => {
    const key = Buffer.from('0123456789abcdef01234567')
    const hook = await hooked({ authentication: 'standard' }, { secret: `whsec_${key.toString('base64')}` })
    const right = Date.now()
    const sentAt = (moment: number) => {
      const at = String(Math.floor(moment / 1_000))
      const signature = createHmac('sha256', key).update(`msg_1.${at}.${BODY}`).digest('base64')
      return hook.send({ 'webhook-id': 'msg_1', 'webhook-timestamp': at, 'webhook-signature': `v1,${signature}` })
    }
    vi.useFakeTimers({ toFake: ['Date'], now: right + off })
    onTestFinished(() => void vi.useRealTimers())
    expect(await sentAt(right + off)).toMatchObject({ status: 401 })
    expect(await sentAt(right)).toMatchObject({ status: 202 })
  })

  it('knows a recorded call again by a field of the signed body, whatever its headers say', async () => {
    const hook = await hooked({ authentication: 'hmac', dedupe: 'body', dedupeField: 'event.id', body: 'Thank you.' })
    const body = '{"event":{"id":"e\\u0000-1"}}' // a character that Postgres takes in no text
    for (const key of ['a', 'b', 'c']) {
      expect(await hook.send({ 'x-signature': sign(body), 'idempotency-key': key }, body)).toMatchObject({
        status: 200,
        body: 'Thank you.',
      })
    }
    expect(await hook.runs()).toHaveLength(1)
  })

  it('lets nobody in once its secret is another, another’s, or gone', async () => {
    const sql = database.owner()
    const hook = await hooked({ authentication: 'header' })
    const headers = { 'x-webhook-secret': SECRET }
    expect(await hook.send(headers)).toMatchObject({ status: 202 })

    await updateConnection(call, { id: hook.connectionId, fields: { secret: 'changed' } })
    await untilSecretIs('changed', hook.connectionId)
    expect(await hook.send({ 'x-webhook-secret': 'changed' })).toMatchObject({ status: 202 })
    expect(await hook.send(headers)).toMatchObject({ status: 401 })
    await expect(removeConnection(call, { id: hook.connectionId })).rejects.toMatchObject({ code: 'conflict' })

    const foreign = await secretOf(await testWorkspace(sql, 'Other'), SECRET)
    for (const connectionId of [foreign, null]) {
      const closed = await hooked({ authentication: 'header' })
      await sql`update trigger set connection_id = ${connectionId} where flow_id = ${closed.flowId}`
      for (const value of [SECRET, '']) expect(await closed.send({ 'x-webhook-secret': value })).toMatchObject({ status: 401 })
    }
    const gone = await hooked({ authentication: 'header' })
    await sql`delete from connection where id = ${gone.connectionId}`
    for (const value of [SECRET, '', 'undefined', 'null']) {
      expect(await gone.send({ 'x-webhook-secret': value })).toMatchObject({ status: 401 })
    }
    expect(await gone.send({})).toMatchObject({ status: 401 })
  })

  it('is slow to guess at, while other hooks stay open to the same address', async () => {
    const hook = await hooked({ authentication: 'header' })
    const open = await hooked({ authentication: 'header' })
    for (let tries = 0; tries <= 60; tries++)
      expect(await hook.send({ 'x-webhook-secret': `guess-${tries}` })).toMatchObject({ status: 401 })
    expect(await hook.send({ 'x-webhook-secret': SECRET })).toMatchObject({ status: 429 })
    expect(await open.send({ 'x-webhook-secret': SECRET })).toMatchObject({ status: 202 })
  })

  it('needs its secret before it is published', async () => {
    const { id: flowId } = await createFlow(call, { name: 'Hook' })
    await draw(call, flowId, graphOf({ authentication: 'hmac' }))
    await expect(publishVersion(call, { flowId })).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ code: 'missing-account', message: 'Choose the secret that callers prove themselves with.', nodeId: 'start' }],
    })
  })

  it('leaves no secret and no proof in anything that is written', async () => {
    const user = 'acme'
    const proofs: [JsonObject, Record<string, string>][] = [
      [{ authentication: 'header', secretHeader: 'X-Api-Key' }, { 'x-api-key': SECRET }],
      [{ authentication: 'basic' }, { authorization: `Basic ${Buffer.from(`${user}:${SECRET}`).toString('base64')}` }],
      [{ authentication: 'hmac' }, { 'x-signature': sign(BODY) }],
    ]
    for (const [config, headers] of proofs) {
      const hook = await hooked(config, { user })
      expect(await hook.send({ ...headers, 'x-kept': 'yes' })).toMatchObject({ status: 202 })
      expect(await hook.runs()).toMatchObject([{ input: { headers: { 'x-kept': 'yes' } } }])
    }
    const bytes = Buffer.from(SECRET)
    const written = await everythingWritten()
    expect(written).toContain('x-kept')
    const forms = [
      SECRET,
      bytes.toString('hex'),
      bytes.toString('base64').slice(0, -4),
      Buffer.from(`${user}:${SECRET}`).toString('base64'),
    ]
    for (const form of [...forms, sign(BODY)]) expect(written).not.toContain(form)
  })
})

describe('a webhook that asks for no proof', () => {
  it('takes what comes, and looks at no header for one', async () => {
    const hook = await hooked({})
    expect(await hook.send({})).toMatchObject({ status: 202 })
    const first = await hook.send({ 'x-signature': 'x', 'idempotency-key': 'd-1' })
    expect(await hook.send({ 'idempotency-key': 'd-1' })).toEqual(first)
    expect(await hook.runs()).toMatchObject([{}, { input: { headers: { 'x-signature': 'x' } } }])
  })

  it('refuses broken JSON with a reason', async () => {
    const hook = await hooked({})
    expect(await hook.send({}, '{"a":')).toMatchObject({ status: 400, body: { error: expect.stringContaining('not valid JSON') } })
    expect(await hook.runs()).toEqual([])
  })
})

function graphOf(params: JsonObject, connectionId?: string): Graph {
  const node = { typeVersion: 1, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' } as const
  const start = { ...node, id: 'start', key: 'start', type: 'trigger.webhook', label: 'Webhook', params }
  return {
    ...emptyGraph(),
    nodes: [
      { ...node, id: 'got', key: 'got', type: 'data.set', label: 'Got', params: { fields: [{ name: 'text', value: 'x' }] } },
      connectionId === undefined ? start : { ...start, connectionId },
    ],
    edges: [{ id: 'e', source: 'start', sourcePort: 'out', target: 'got' }],
  }
}

async function secretOf({ admin }: TestWorkspace, secret: string, user = ''): Promise<string> {
  return (await createConnection({ actor: admin }, { connector: 'webhook', name: 'Caller', fields: { secret, user } })).id
}

async function hooked(params: JsonObject, { secret = SECRET, user = '' } = {}) {
  const { id } = await createConnection(call, { connector: 'webhook', name: 'Caller', fields: { secret, user } })
  const { id: flowId } = await createFlow(call, { name: 'Hook' })
  await draw(call, flowId, graphOf(params, params.authentication === undefined ? undefined : id))
  await publishVersion(call, { flowId })
  const [hook] = await hookUrls(call, { id: flowId })
  const path = new URL(hook?.url ?? '').pathname
  const runs = () => database.owner()<{ input: JsonObject }[]>`select input from run where flow_id = ${flowId} order by id`
  return { flowId, connectionId: id, runs, send: (headers: Record<string, string | string[]>, body = BODY) => post(path, headers, body) }
}

type Answered = { status: number; body: unknown; challenge: string | undefined }

function post(path: string, headers: Record<string, string | string[]>, body: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sending = request(
      `${base}${path}`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          const isJson = response.headers['content-type']?.startsWith('application/json')
          resolve({
            status: response.statusCode ?? 0,
            body: isJson ? JSON.parse(text) : text,
            challenge: response.headers['www-authenticate'],
          })
        })
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}

/** What is kept briefly is renewed within a second. */
async function untilSecretIs(secret: string, connectionId: string): Promise<void> {
  const deadline = performance.now() + 5_000
  while ((await hookSecretOf({ workspaceId: workspace.id, connectionId }))?.secret !== secret) {
    if (performance.now() > deadline) throw new Error('The secret is still the old one')
    await new Promise(setImmediate)
  }
}

async function everythingWritten(): Promise<string> {
  const sql = database.owner()
  const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`
  const texts = await Promise.all(tables.map(({ name }) => sql`select coalesce(string_agg(t::text, ' '), '') as text from ${sql(name)} t`))
  return texts.map(([row]) => String(row?.text)).join('\n')
}
