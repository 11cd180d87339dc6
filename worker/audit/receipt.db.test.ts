import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TransactionSql } from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { ApprovalRequest } from '@/flow/define/approval'
import { engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { type MemberActor, testMember } from '@/server/db/testing'
import { trustedKeys } from '@/server/governance/chain/keys'
import { digestOf } from '@/server/governance/chain/link'
import { publicKeyText } from '@/server/governance/chain/signing-key'
import { outsideCallWhole } from '@/server/services/runs/call'
import { exportReceipt } from '@/server/services/runs/export-receipt'
import { runReceipt } from '@/server/services/runs/receipt'
import { type Place, seal as sealValue } from '@/server/vault/vault'
import { ended, testWorld } from '../testing/world'
import { Sealer } from './sealer'

const world = testWorld()
const command = promisify(execFile)
let folder: string
let viewer: MemberActor
let runId: string
let callId: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaos-receipt-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const REQUEST: ApprovalRequest = {
  question: 'Approve BILL-1 for EUR 4,280.00?',
  message: '',
  reason: 'The total is over 1,000.',
  standing: '',
  approvers: { members: [], roles: ['approver'], emails: [] },
  needed: 1,
  selfApproval: false,
  fields: [],
}

const EXCHANGE = { asked: { method: 'PUT' }, answer: { status: 200, body: { total: '4280.00' } } }

/** A run that read an invoice, made a bill, and was approved with a change. */
beforeEach(async () => {
  const invoice = {
    file: { $file: { id: newId(), name: 'bill.pdf', contentType: 'application/pdf', size: 10 } },
    verdict: 'clean',
    fields: {
      total: { value: '4280.00', confidence: 0.97, evidence: { source: 'text', page: 1, box: [0.6, 0.8, 0.7, 0.82] } },
      vendor: { value: 'Nordwind', confidence: 0.9, evidence: { source: 'xml', path: '/Invoice/Seller/Name' } },
      iban: null,
    },
  }
  const { start, workspaceId } = await world.flow('t → read', {
    read: {
      type: 'data.set',
      label: 'Read invoice',
      params: { fields: Object.entries(invoice).map(([name, value]) => ({ name, value: `{{ ${JSON.stringify(value)} }}` })) },
    },
  })
  viewer = await testMember(world.sql(), workspaceId, 'viewer')
  const { id: fileId, name, contentType, size } = invoice.file.$file
  await world.sql()`insert into blob (id, workspace_id, name, content_type, size, sha256)
    values (${fileId}, ${workspaceId}, ${name}, ${contentType}, ${size}, 'content')`
  runId = await start({ file: invoice.file })
  const waitId = newId()
  callId = newId()
  const sql = world.sql()
  await sql`insert into wait (id, workspace_id, run_id, step, kind, request)
    values (${waitId}, ${workspaceId}, ${runId}, 'ask', 'approval', ${sql.json(REQUEST)})`
  await sql`insert into approval_decision (id, workspace_id, wait_id, decider, decider_name, decision, comment, edits, via)
    values (${newId()}, ${workspaceId}, ${waitId}, ${newId()}, 'Mona', 'approved', 'As agreed', '[{"key":"total","from":"4280.00","to":"4270.00"}]', 'slack')`
  const place: Place = { workspaceId, table: 'outside_call', row: callId, column: 'sealed' }
  const exchange = await inWorkspace(workspaceId, (tx) => sealValue(tx, place, EXCHANGE))
  await sql`insert into outside_call (id, workspace_id, run_id, step, attempt, capability, summary, sandbox, sealed, digest, at, duration_ms)
    values (${callId}, ${workspaceId}, ${runId}, 'read', 1, 'http', '{"method":"PUT","host":"api.xero.com","path":"/Invoices","status":200}',
      1, ${exchange}, ${digestOf(EXCHANGE)}, now(), 240)`
  await (await world.worker()).take([runId])
  await world.until(runId, ended)
})

const receipt = () => runReceipt({ actor: viewer }, { id: runId })
const seal = (signAfterMs = 0) => new Sealer(engineSql(), { signAfterMs }).seal()

async function tamper(work: (sql: TransactionSql) => Promise<unknown>): Promise<void> {
  await world.sql().begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await work(sql)
  })
}

async function broken(): Promise<string[]> {
  const { check } = await receipt()
  expect(check.state).toBe('broken')
  return check.checks.flatMap(({ ok, words }) => (ok ? [] : [words]))
}

it('tells what happened, from the trigger to the approval, and verifies', async () => {
  expect(await receipt()).toMatchObject({ check: { state: 'unsealed' }, seal: null })
  await seal()
  const told = await receipt()
  expect(told).toMatchObject({
    run: { status: 'succeeded', version: { number: 1 }, starter: 'Former member' },
    files: [{ name: 'bill.pdf', sha256: 'content' }],
    steps: [
      { node: { id: 't' }, status: 'completed' },
      { node: { id: 'read', label: 'Read invoice' }, status: 'completed' },
    ],
    readings: [{ label: 'Read invoice', verdict: 'clean', fields: [{ key: 'total', value: '4280.00' }, { key: 'vendor' }] }],
    calls: [{ summary: { method: 'PUT', host: 'api.xero.com' }, sandbox: true, digest: digestOf(EXCHANGE) }],
    approvals: [
      {
        request: { question: REQUEST.question },
        decisions: [{ name: 'Mona', via: 'slack', comment: 'As agreed', edits: [{ to: '4270.00' }] }],
      },
    ],
    check: { state: 'verified' },
  })
  expect(told.check.checks.every(({ ok }) => ok)).toBe(true)
  expect(told.journal.digest).toMatch(/^[\da-f]{64}$/)
  expect(told.seal?.checkpoint?.seq).toBeGreaterThanOrEqual(told.seal?.seq ?? 0)
})

it('shows a call whole, and whether it is what was sealed', async () => {
  await seal()
  const whole = () => outsideCallWhole({ actor: viewer }, { id: callId })
  expect(await whole()).toEqual({ record: EXCHANGE, intact: true })
  await tamper((sql) => sql`update outside_call set digest = 'another' where id = ${callId}`)
  expect(await whole()).toMatchObject({ intact: false })
})

it('is sealed before it is signed, and says so', async () => {
  await seal()
  await tamper((sql) => sql`delete from audit_checkpoint`)
  expect(await receipt()).toMatchObject({ check: { state: 'sealed' } })
})

it('says what was changed afterwards, and where', async () => {
  await seal()
  await tamper((sql) => sql`update journal set events = replace(events::text, 'Nordwind', 'Südwind')::json where run_id = ${runId}`)
  expect(await broken()).toEqual(['The journal was changed after it was sealed.'])
})

it('says that a call was changed, and which', async () => {
  await seal()
  await tamper((sql) => sql`update outside_call set summary = '{"status":500}' where id = ${callId}`)
  expect(await broken()).toEqual([
    expect.stringMatching(/^The record of outside calls was changed after it was sealed\. Not as it was sealed: http by “read” at /),
  ])
  await tamper((sql) => sql`delete from outside_call where id = ${callId}`)
  expect(await broken()).toEqual(['The record of outside calls was changed after it was sealed. It had 1 call, now it has no calls.'])
})

it('tells of a call that was recorded after the seal, and does not take it for a breach', async () => {
  await seal()
  await world.sql()`insert into outside_call (id, workspace_id, run_id, step, attempt, capability, summary, sandbox, sealed, digest, at, duration_ms)
    select ${newId()}, workspace_id, run_id, step, 2, 'mail', summary, 0, sealed, 'd2', now(), 1 from outside_call where id = ${callId}`
  const { check } = await receipt()
  expect(check.state).toBe('verified')
  expect(check.checks.map(({ words }) => words)).toContainEqual(expect.stringContaining('not covered by it: mail by “read” at '))
})

it('says that a decision, the end or the start was changed', async () => {
  await seal()
  await tamper((sql) => sql`update approval_decision set decider_name = 'Mallory'`)
  await tamper((sql) => sql`update run set status = 'failed', started_by = '{"kind":"webhook"}' where id = ${runId}`)
  expect(await broken()).toEqual([
    'Not as it was sealed: how it ended, who started it.',
    'The record of approvals was changed after it was sealed.',
  ])
})

it('says that the flow as it was drawn, or a file, was changed', async () => {
  await seal()
  await tamper(
    (sql) => sql`update version set graph = replace(graph::text, 'Read invoice', 'Read nothing')::jsonb
    where id = (select version_id from run where id = ${runId})`,
  )
  await tamper((sql) => sql`update blob set sha256 = 'other' where name = 'bill.pdf'`)
  expect(await broken()).toEqual([
    'The flow as it was drawn was changed: it does not give the hash of the version.',
    'The record of files was changed after it was sealed.',
  ])
})

it('says that the seal itself was changed to fit', async () => {
  await seal()
  await tamper((sql) => sql`update run set status = 'failed' where id = ${runId}`)
  await tamper(
    (sql) =>
      sql`update audit_event set detail = jsonb_set(detail, '{status}', '"failed"') where action = 'run.sealed' and resource_id = ${runId}`,
  )
  expect(await broken()).toEqual([expect.stringMatching(/^The seal was changed: it is not what link \d+ /)])
})

it('still verifies when the details are gone by policy, from the digests in the seal', async () => {
  await seal()
  const whole = await receipt()
  await world.sql()`update run set details_removed_at = now(), input = 'null' where id = ${runId}`
  const marked = await receipt()
  await tamper(async (sql) => {
    await sql`delete from journal where run_id = ${runId}`
    await sql`delete from outside_call where run_id = ${runId}`
  })
  const told = await receipt()
  expect({ ...told, check: null }).toEqual({ ...marked, check: null })
  expect(told).toMatchObject({
    steps: [],
    calls: [],
    files: [],
    approvals: [{ decisions: [{ name: 'Mona' }] }],
    check: { state: 'verified' },
  })
  expect(told.journal.digest).toBe(whole.journal.digest)
  expect(told.check.checks.map(({ words }) => words)).toContainEqual(
    expect.stringMatching(/^The details \(\d+ events, 1 call, 1 file\) were removed on 20/),
  )
  await tamper((sql) => sql`update run set status = 'failed' where id = ${runId}`)
  expect(await broken()).toEqual(['Not as it was sealed: how it ended.'])
})

it('is checked offline as a file, which leaves its mark in the audit', async () => {
  await seal()
  const file = await exportReceipt({ actor: viewer }, { id: runId })
  const [key] = trustedKeys()
  if (!key) throw new Error('There is no key')
  const verify = async (text: string) => {
    const path = join(folder, 'receipt.json')
    await writeFile(path, text)
    return command('npx', ['tsx', 'server/governance/verify-file.ts', path, '--public-key', publicKeyText(key)]).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    )
  }
  const text = `${JSON.stringify(file)}\n`
  expect(await verify(text)).toMatchObject({ code: 0, stdout: expect.stringContaining('✓ Verified') })
  expect(await verify(text.replaceAll('"Mona"', '"Mallory"'))).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('✗ The record of approvals'),
  })
  expect(await verify(text.replace('"body":{"total":"4280.00"}', '"body":{"total":"9999.00"}'))).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('✗ 1 call with another request or answer than was sealed.'),
  })
  expect(await verify(text.replace('"calls":[{', '"calls":[{"x":1,'))).toMatchObject({
    code: 2,
    stdout: expect.stringContaining('calls.0'),
  })
  const marks =
    await world.sql()`select actor->>'userId' as by from audit_event where action = 'receipt.exported' and resource_id = ${runId}`
  expect(marks).toEqual([{ by: viewer.userId }])
})
