import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { HttpResponse } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { testDatabase, testWorkspace } from '@/server/db/testing'
import { digestOf } from '@/server/governance/chain/link'
import { open } from '@/server/vault/vault'
import { accountOf } from './account/account'
import { recordedHttp, recordedMail } from './record'

const database = testDatabase()

async function someRun() {
  const sql = database.owner()
  const { id: workspaceId } = await testWorkspace(sql)
  const [flowId, versionId, runId] = [newId(), newId(), newId()]
  await sql`insert into flow (id, workspace_id, name, created_by) values (${flowId}, ${workspaceId}, 'Flow', ${newId()})`
  await sql`insert into version (id, workspace_id, flow_id, kind, graph, hash, created_by) values (${versionId}, ${workspaceId}, ${flowId}, 'snapshot', '{}', 'x', ${newId()})`
  await sql`insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input)
    values (${runId}, ${workspaceId}, ${flowId}, ${versionId}, 'live', 'running', 't', '{"kind":"webhook"}', '{}')`
  const connection = { id: newId(), name: 'Books', sandbox: true, settings: {} }
  const opening = { connector: 'xero', connection, credentials: { fields: {} }, hosts: [], isBroken: false }
  const by = { workspaceId, runId, step: 'bill', attempt: 2, account: accountOf(opening, async () => null) }
  const rows = () => sql`select * from outside_call where run_id = ${runId} order by id`
  const opened = (row: { id: string; sealed: Uint8Array }) =>
    inWorkspace(workspaceId, (tx) => open(tx, { workspaceId, table: 'outside_call', row: row.id, column: 'sealed' }, row.sealed))
  return { by, rows, opened }
}

const answering = (response: Partial<HttpResponse>) => ({
  send: async () => ({ status: 200, headers: {}, body: null, durationMs: 1, ...response }),
})

it('keeps what was asked and what came back, sealed, with a summary that holds no query', async () => {
  const { by, rows, opened } = await someRun()
  const http = recordedHttp(answering({ status: 201, body: { bill: 7 } }), by)
  await http.send({ method: 'POST', url: 'https://api.xero.com/Invoices?key=private', body: { json: { total: '1.00' } } })
  const [row] = await rows()
  expect(row).toMatchObject({
    step: 'bill',
    attempt: 2,
    capability: 'http',
    summary: { method: 'POST', host: 'api.xero.com', path: '/Invoices', status: 201 },
    connection_id: by.account.connection.id,
    sandbox: 1,
  })
  const record = await opened(row as never)
  expect(record).toMatchObject({ asked: { method: 'POST', body: { json: { total: '1.00' } } }, answer: { status: 201, body: { bill: 7 } } })
  expect(digestOf(record)).toBe(row?.digest)
  expect(Buffer.from(row?.sealed).includes('total')).toBe(false)
})

it('keeps of what is large how long it was, and its digest', async () => {
  const { by, rows, opened } = await someRun()
  const body = Array.from({ length: 30_000 }, (_, id) => ({ id, text: '😀 ü' }))
  const request = { method: 'POST', url: 'https://a.test/', body: { json: body } }
  const answer = { status: 200, headers: {}, body, durationMs: 1 }
  await recordedHttp({ send: async () => answer }, by).send(request)
  const [row] = await rows()
  const left = (value: unknown) => {
    const text = JSON.stringify(value)
    return { leftOut: true, letters: text.length, sha256: createHash('sha256').update(text).digest('hex') }
  }
  expect(await opened(row as never)).toMatchObject({ asked: left(request), ...left({ answer }) })
})

it('keeps no credential that a step itself sends', async () => {
  const { by, rows, opened } = await someRun()
  const headers = { Authorization: 'Bearer typed-into-the-step', 'X-Api-Key': 'typed-too', 'Idempotency-Key': 'kept' }
  await recordedHttp(answering({}), by).send({ method: 'GET', url: 'https://a.test/', headers })
  const [row] = await rows()
  expect(await opened(row as never)).toMatchObject({
    asked: { headers: { Authorization: '[hidden]', 'X-Api-Key': '[hidden]', 'Idempotency-Key': 'kept' } },
  })
})

it('keeps a call that failed, and hands its error on', async () => {
  const { by, rows, opened } = await someRun()
  const failure = new NodeError('http_timeout', 'The service did not answer in time.', { retry: true, unsure: true })
  const http = recordedHttp({ send: () => Promise.reject(failure) }, by)
  await expect(http.send({ method: 'POST', url: 'https://api.xero.com/' })).rejects.toMatchObject({
    code: failure.code,
    retry: true,
    unsure: true,
  })
  const [row] = await rows()
  expect(row?.summary).toMatchObject({ error: 'The service did not answer in time.' })
  expect(await opened(row as never)).toMatchObject({ error: { code: 'http_timeout' } })
})

it('says so where a record is too large to keep, and keeps mails by whom they went to', async () => {
  const { by, rows, opened } = await someRun()
  await recordedHttp(answering({ body: 'x'.repeat(300_000) }), by).send({ method: 'GET', url: 'https://a.test/' })
  const mail = { send: async () => ({ messageId: '<1@a>', refused: [] }), verify: async () => ({ account: '' }) }
  await recordedMail(mail, { ...by, account: null }).send({ to: ['finance@acme.test'], subject: 'Hello', text: 'Text' })
  const [large, mailed] = await rows()
  expect(await opened(large as never)).toMatchObject({ leftOut: true, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(mailed).toMatchObject({
    capability: 'mail',
    summary: { to: ['finance@acme.test'], subject: 'Hello' },
    connection_id: null,
    sandbox: 0,
  })
})

it('counts a call whose record is lost as unsure', async () => {
  const { by } = await someRun()
  const http = recordedHttp(answering({}), { ...by, workspaceId: newId() })
  await expect(http.send({ method: 'POST', url: 'https://a.test/' })).rejects.toMatchObject({
    code: 'record_lost',
    retry: true,
    unsure: true,
  })
})
