import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '@/flow/json'
import { inWorkspace } from '../../db/tenancy'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import type { Call } from '../call'
import { compact } from '../drafts/compact'
import { loadDraft } from '../drafts/load-draft'
import { createFlow } from '../flows/create'
import { removeFlow } from '../flows/remove'
import { setFlowEnabled } from '../flows/set-enabled'
import { closeDoorbell } from '../intake/ring'
import { closeLiveBus } from '../live/bus'
import { draw, smallGraph } from '../testing'
import { publishVersion } from '../versions/publish'
import { listChoices } from './choices'
import { createConnection } from './create'
import { createSandbox } from './create-sandbox'
import { draftsWith } from './drafts'
import { getConnection } from './get'
import { listConnections } from './list'
import { openConnection, openCredentials, sealCredentials } from './open'
import { removeConnection } from './remove'
import { renameConnection } from './rename'
import { testConnection } from './test'
import { updateConnection } from './update'

const database = testDatabase()
afterAll(async () => {
  await Promise.all([closeDoorbell(), closeLiveBus()])
})

const PASSWORD = 'a-very-plain-secret'
const ACCOUNT = { address: 'bills@acme.test', imapHost: 'imap.acme.test', smtpHost: 'smtp.acme.test', password: PASSWORD }

let workspace: TestWorkspace
let admin: Call
let builder: Call

beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
  admin = { actor: workspace.admin }
  builder = { actor: workspace.builder }
})

describe('a new account', () => {
  it('is sealed: nothing but its row’s sealed column and the worker knows the secret', async () => {
    const id = await mailAccount()
    expect(await getConnection(admin, { id })).toMatchObject({
      fields: { address: 'bills@acme.test', imapPort: 993 },
      secrets: ['password'],
    })
    expect(JSON.stringify([await getConnection(admin, { id }), await listConnections(admin)])).not.toContain(PASSWORD)
    expect(await openConnection(workspace.id, id)).toMatchObject({
      credentials: { fields: { ...ACCOUNT, smtpSecurity: 'starttls' } },
      hosts: ['imap.acme.test', 'smtp.acme.test'],
    })
    const bytes = Buffer.from(PASSWORD)
    const written = await everythingWritten()
    for (const form of [PASSWORD, bytes.toString('hex'), bytes.toString('base64')]) expect(written).not.toContain(form)
  })

  it.each<[string, JsonObject, string]>([
    ['an object for a text', { ...ACCOUNT, imapHost: { path: '/etc/passwd' } }, 'imapHost'],
    ['a list for an address', { ...ACCOUNT, address: ['a@b.test'] }, 'address'],
    ['a port that is none', { ...ACCOUNT, imapPort: 70_000 }, 'imapPort'],
  ])('refuses %s', async (_what, fields, path) => {
    await expect(createConnection(admin, { connector: 'mail', name: 'Mail', fields })).rejects.toMatchObject({ issues: [{ path: [path] }] })
  })

  it('takes no field that its app did not ask for', async () => {
    const fields = JSON.parse('{"address":"a@b.test","__proto__":{"admin":true},"workspaceId":"other"}') as JsonObject
    const { id } = await createConnection(admin, { connector: 'mail', name: 'Mail', fields })
    const { credentials } = await openConnection(workspace.id, id)
    expect(Object.keys(credentials.fields)).not.toContain('workspaceId')
    expect('admin' in credentials.fields).toBe(false)
  })

  it.each(['http', 'nothing', '__proto__'])('is at an app that has accounts, not at %s', async (connector) => {
    await expect(createConnection(admin, { connector, name: 'X', fields: {} })).rejects.toMatchObject({ code: 'not_found' })
    await expect(createSandbox(admin, { connector })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a changed account', () => {
  it('keeps a secret that is left out, takes one that is given, and forgets one on demand', async () => {
    const id = await mailAccount()
    const { password: _, ...rest } = ACCOUNT
    await updateConnection(admin, { id, fields: { ...rest, name: 'Acme' } })
    expect(await fieldsOf(id)).toMatchObject({ name: 'Acme', password: PASSWORD })
    await updateConnection(admin, { id, fields: { ...rest, password: 'another' } })
    expect(await fieldsOf(id)).toMatchObject({ name: '', password: 'another' })
    await updateConnection(admin, { id, fields: { ...rest, password: null } })
    expect(await fieldsOf(id)).toMatchObject({ password: '' })
    expect(await getConnection(admin, { id })).toMatchObject({ secrets: [] })
    expect(await changes(id)).toEqual([['name'], ['name', 'password'], ['password']])
  })

  it.each<[string, JsonObject]>([
    ['another IMAP host', { imapHost: 'imap.evil.test' }],
    ['another SMTP host, while IMAP stays', { smtpHost: 'smtp.evil.test' }],
    ['no SMTP host any more', { smtpHost: '' }],
    ['another port on the same host', { imapPort: 1143 }],
    ['a line that anybody can read', { smtpSecurity: 'none' }],
  ])('asks for the secret again before it goes to %s', async (_what, moved) => {
    const id = await mailAccount()
    const { password: _password, ...rest } = ACCOUNT
    await expect(updateConnection(admin, { id, fields: { ...rest, ...moved } })).rejects.toMatchObject({ code: 'invalid' })
    expect(await openConnection(workspace.id, id)).toMatchObject({
      credentials: { fields: ACCOUNT },
      hosts: ['imap.acme.test', 'smtp.acme.test'],
    })

    await updateConnection(admin, { id, fields: { ...rest, ...moved, accessToken: 'mine' } })
    expect(await fieldsOf(id)).toMatchObject({ ...moved, accessToken: 'mine', password: '' })
  })

  it('drops what was got by signing in at the app as well, when its place changes', async () => {
    const id = await mailAccount({ address: 'bills@acme.test', smtpHost: 'smtp.acme.test' })
    await inWorkspace(workspace.id, async (tx) => {
      const sealed = await sealCredentials(tx, { id, workspaceId: workspace.id }, { fields: await fieldsOf(id), accessToken: 'token' })
      await tx.execute(`update connection set sealed = '\\x${Buffer.from(sealed).toString('hex')}' where id = '${id}'`)
    })
    const elsewhere = { address: 'bills@acme.test', smtpHost: 'smtp.evil.test' }
    await expect(updateConnection(admin, { id, fields: elsewhere })).rejects.toMatchObject({ code: 'invalid' })
    await updateConnection(admin, { id, fields: { address: 'others@acme.test', smtpHost: 'smtp.acme.test' } })
    expect(await openConnection(workspace.id, id)).toMatchObject({ credentials: { accessToken: 'token' } })
    await updateConnection(admin, { id, fields: { ...elsewhere, password: 'mine' } })
    expect((await openConnection(workspace.id, id)).credentials).toEqual({ fields: expect.objectContaining({ password: 'mine' }) })
  })

  it('is tried anew: neither its name at the app nor why it broke is true any more', async () => {
    const id = await mailAccount()
    const settings = { account: 'bills@acme.test', tenant: 'Acme' }
    await database.owner()`update connection set broken_reason = 'Refused.', settings = settings || ${JSON.stringify(settings)}::text::jsonb where id = ${id}`
    await updateConnection(admin, { id, fields: { ...ACCOUNT } })
    expect((await listConnections(admin))[0]).toMatchObject({ account: 'bills@acme.test', brokenReason: 'Refused.' })
    await updateConnection(admin, { id, fields: { ...ACCOUNT, password: 'right this time' } })
    expect((await listConnections(admin))[0]).toMatchObject({ account: null, brokenReason: null })
    expect((await openConnection(workspace.id, id)).connection.settings).toMatchObject({ tenant: 'Acme' })
  })
})

describe('a sandbox account', () => {
  it('holds no secret, may send nothing anywhere, and works', async () => {
    const { id } = await createSandbox(builder, { connector: 'mail' })
    expect(await openConnection(workspace.id, id)).toEqual({
      connector: 'mail',
      connection: { id, name: 'Mail sandbox', sandbox: true, settings: { account: 'Sandbox' } },
      credentials: { fields: {} },
      hosts: [],
      isBroken: false,
    })
    expect(await testConnection(builder, { id })).toEqual({ works: true, account: 'Sandbox' })
  })

  it('never becomes a real one, nor a real one a sandbox', async () => {
    const { id } = await createSandbox(builder, { connector: 'mail' })
    await expect(updateConnection(builder, { id, fields: ACCOUNT })).rejects.toMatchObject({ code: 'invalid' })
    const real = await mailAccount()
    const smuggled = { id: real, fields: ACCOUNT, kind: 'sandbox' }
    await expect(updateConnection(admin, smuggled)).rejects.toMatchObject({ issues: [{ code: 'unrecognized_keys' }] })
    expect((await listConnections(admin)).map(({ kind }) => kind).sort()).toEqual(['real', 'sandbox'])
  })
})

describe('a builder', () => {
  it('looks after accounts they added, and only uses those of others', async () => {
    const { id: own } = await createConnection(builder, { connector: 'mail', name: 'Own', fields: ACCOUNT })
    const others = await mailAccount()
    const may = new Map((await listConnections(builder)).map(({ id, mayChange }) => [id, mayChange]))
    expect([may.get(own), may.get(others)]).toEqual([true, false])
    await renameConnection(builder, { id: own, name: 'Mine' })
    await updateConnection(builder, { id: own, fields: { ...ACCOUNT, name: 'Me' } })
    await removeConnection(builder, { id: own })
    const forbidden = { code: 'forbidden' }
    await expect(renameConnection(builder, { id: others, name: 'Mine' })).rejects.toMatchObject(forbidden)
    await expect(updateConnection(builder, { id: others, fields: ACCOUNT })).rejects.toMatchObject(forbidden)
    await expect(removeConnection(builder, { id: others })).rejects.toMatchObject(forbidden)
  })

  it('no longer looks after an account once the role is gone', async () => {
    const { id } = await createConnection(builder, { connector: 'mail', name: 'Own', fields: ACCOUNT })
    const demoted = { actor: { ...workspace.builder, role: 'viewer' as const } }
    await expect(removeConnection(demoted, { id })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listConnections(demoted)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('removing', () => {
  it('is refused while a flow that is on works with it, and says which', async () => {
    const id = await mailAccount()
    const flows = [await published('Bills', id), await published('Reminders', id)]
    expect((await listConnections(admin))[0]?.usedBy.map(({ name }) => name)).toEqual(['Bills', 'Reminders'])
    await expect(removeConnection(admin, { id })).rejects.toMatchObject({
      code: 'conflict',
      message: '“Bills” and “Reminders” work with this account. Give them another and publish, or switch them off first.',
    })
    for (const flow of flows) await setFlowEnabled(admin, { id: flow, enabled: false })
    await removeConnection(admin, { id })
    await expect(openConnection(workspace.id, id)).rejects.toMatchObject({ code: 'account_gone' })
  })

  it('sees accounts that are named in parameters, and not those of drafts', async () => {
    const id = await mailAccount()
    await published('Asks', undefined, { approvers: { slack: { connectionId: id, channel: 'C1' } } })
    await expect(removeConnection(admin, { id })).rejects.toMatchObject({ code: 'conflict' })
    const other = await mailAccount()
    const { id: draft } = await createFlow(admin, { name: 'Draft' })
    await draw(admin, draft, graphWith(other))
    await removeConnection(admin, { id: other })
    await expect(publishVersion(admin, { flowId: draft })).rejects.toMatchObject({ problems: [{ code: 'foreign-connection' }] })
  })

  it('can say beforehand whose drafts will ask for another', async () => {
    const id = await mailAccount()
    const { id: step } = await createFlow(admin, { name: 'Step' })
    await draw(admin, step, graphWith(id))
    const { id: named } = await createFlow(admin, { name: 'Named' })
    await draw(admin, named, graphWith(undefined, { approvers: { slack: { connectionId: id, channel: 'C1' } } }))
    const { id: former } = await createFlow(admin, { name: 'Former' })
    await draw(admin, former, graphWith(id))
    await draw(admin, former, graphWith())
    const { id: gone } = await createFlow(admin, { name: 'Gone' })
    await draw(admin, gone, graphWith(id))
    await removeFlow(admin, { id: gone })
    const drafts = async () => (await draftsWith(builder, { id })).map(({ name }) => name)
    expect(await drafts()).toEqual(['Named', 'Step'])
    await inWorkspace(workspace.id, async (tx) => compact(tx, workspace.admin, step, await loadDraft(tx, workspace.admin, step)))
    expect(await drafts()).toEqual(['Named', 'Step'])
  })

  it('and publishing at the same moment end with a flow that has its account, or with neither', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await mailAccount()
      const { id: flowId } = await createFlow(admin, { name: `Race ${round}` })
      await draw(admin, flowId, graphWith(id))
      const [publish, remove] = await Promise.allSettled([publishVersion(admin, { flowId }), removeConnection(admin, { id })])
      expect([publish.status, remove.status].sort()).toEqual(['fulfilled', 'rejected'])
    }
  })
})

describe('choices', () => {
  it('are asked of the app for its own steps only, before a worker is bothered', async () => {
    const id = await mailAccount()
    for (const [type, name] of [
      ['data.set', 'fields'],
      ['mail.send', 'to'],
      ['mail.send', 'nothing'],
      ['__proto__', 'x'],
    ] as const) {
      await expect(listChoices(builder, { type, name, connectionId: id, params: {} })).rejects.toMatchObject({ code: 'invalid' })
    }
    expect(await database.owner()`select from ask where workspace_id = ${workspace.id}`).toHaveLength(0)
  })

  it('are for those who may use accounts, of their own workspace', async () => {
    const of = { type: 'mail.send', name: 'to', connectionId: await mailAccount(), params: {} }
    await expect(listChoices({ actor: workspace.viewer }, of)).rejects.toMatchObject({ code: 'forbidden' })
    const other = await testWorkspace(database.owner(), 'Other')
    await expect(listChoices({ actor: other.owner }, of)).rejects.toMatchObject({ code: 'not_found' })
  })
})

async function mailAccount(fields: JsonObject = ACCOUNT): Promise<string> {
  return (await createConnection(admin, { connector: 'mail', name: 'Mail', fields })).id
}

async function fieldsOf(id: string): Promise<JsonObject> {
  const [row] = await database.owner()<{ sealed: Uint8Array }[]>`select sealed from connection where id = ${id}`
  const sealed = row?.sealed ?? new Uint8Array()
  return (await inWorkspace(workspace.id, (tx) => openCredentials(tx, { id, workspaceId: workspace.id, sealed }))).fields
}

function graphWith(connectionId?: string, params: JsonObject = {}) {
  const graph = smallGraph()
  const more = connectionId === undefined ? {} : { connectionId }
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === 'greet' ? { ...node, ...more, params: { ...node.params, ...params } } : node)),
  }
}

async function published(name: string, connectionId?: string, params: JsonObject = {}): Promise<string> {
  const { id } = await createFlow(admin, { name })
  await draw(admin, id, graphWith(connectionId, params))
  await publishVersion(admin, { flowId: id })
  return id
}

async function changes(id: string): Promise<unknown[]> {
  const rows = await database.owner()`
    select detail->'changed' as changed from audit_event where resource_id = ${id} and action = 'connection.changed' order by at, id`
  return rows.map(({ changed }) => changed)
}

/** Every row of every table, as text and with what bytes say when read as text. */
async function everythingWritten(): Promise<string> {
  const sql = database.owner()
  const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`
  const texts = await Promise.all(tables.map(({ name }) => sql`select coalesce(string_agg(t::text, ' '), '') as text from ${sql(name)} t`))
  const sealed = await sql<{ sealed: Buffer }[]>`select sealed from connection`
  return [...texts.map(([row]) => String(row?.text)), ...sealed.map(({ sealed }) => sealed.toString('latin1'))].join('\n')
}
