import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { JsonObject } from '@/flow/json'
import { engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { type TestWorkspace, testDatabase, testWorkspace } from '@/server/db/testing'
import { createConnection } from '@/server/services/connections/create'
import { listConnections } from '@/server/services/connections/list'
import { testConnection } from '@/server/services/connections/test'
import { updateConnection } from '@/server/services/connections/update'
import { closeLiveBus, liveBus } from '@/server/services/live/bus'
import { openDocuments } from '../capabilities/documents/documents'
import { egressRules } from '../capabilities/http/address'
import { openHttp } from '../capabilities/http/http'
import { openMail } from '../capabilities/mail/mail'
import { foreignSmtp } from '../capabilities/mail/testing'
import { openIsolates } from '../sandbox/isolates'
import { answererWith } from './answer'
import { AskDesk } from './desk'

const database = testDatabase()
const rules = egressRules(['127.0.0.0/8'], [])
const http = openHttp(rules)
const documents = openDocuments()
let desk: AskDesk
let workspace: TestWorkspace
let call: { actor: TestWorkspace['builder'] }

beforeAll(async () => {
  const mail = openMail(rules, { url: undefined, from: 'KAOS <kaos@localhost>' })
  const answerer = answererWith({ http, mail, documents, isolates: openIsolates(), model: null })
  desk = new AskDesk({ sql: engineSql(), bus: await liveBus(), workerId: newId(), answerer })
  await desk.start()
})
beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
  call = { actor: workspace.builder }
})
afterAll(async () => {
  await desk.stop()
  await Promise.all([http.close(), documents.close(), closeLiveBus()])
})

it('says whether an account works, from the form to the mail server and back to the list', async () => {
  const server = await foreignSmtp()
  const fields = { address: 'ap@acme.test', user: 'ap', smtpHost: '127.0.0.1', smtpPort: server.port, smtpSecurity: 'none' }
  const id = await account({ ...fields, password: 'not-the-secret' })
  const refused = await testConnection(call, { id })
  expect(refused).toMatchObject({ works: false, reason: expect.stringContaining('did not accept the user name and password') })
  expect(await listed()).toMatchObject({ brokenReason: refused.works ? '' : refused.reason, account: null })

  await updateConnection(call, { id, fields: { ...fields, password: 'secret' } })
  expect(await listed()).toMatchObject({ brokenReason: null, account: null })
  expect(await testConnection(call, { id })).toEqual({ works: true, account: 'ap@acme.test' })
  expect(await listed()).toMatchObject({ brokenReason: null, account: 'ap@acme.test' })
  expect(await said()).not.toContain('not-the-secret')
  expect(await database.owner()`select detail from audit_event where action = 'connection.tested' order by at, id`).toEqual([
    { detail: { works: false } },
    { detail: { works: true } },
  ])
  await server.close()
})

it('never brings a secret to a server that was not there when it was typed', async () => {
  const mine = await foreignSmtp()
  const heard: string[] = []
  const listening = await foreignSmtp({
    onAuth: ({ password }, _session, callback) => {
      heard.push(String(password))
      callback(null, { user: 'anybody' })
    },
  })
  const fields = { address: 'ap@acme.test', user: 'ap', smtpHost: '127.0.0.1', smtpPort: mine.port, smtpSecurity: 'none' }
  const id = await account({ ...fields, password: 'secret' })
  const moved = { ...fields, smtpPort: listening.port }
  await expect(updateConnection(call, { id, fields: moved })).rejects.toMatchObject({ code: 'invalid' })
  expect(await testConnection(call, { id })).toMatchObject({ works: true })
  await updateConnection(call, { id, fields: { ...moved, password: 'of whoever moved it' } })
  await testConnection(call, { id })
  expect(heard).toEqual(['of whoever moved it'])
  await Promise.all([mine.close(), listening.close()])
})

async function account(fields: JsonObject): Promise<string> {
  return (await createConnection(call, { connector: 'mail', name: 'Mail', fields })).id
}

async function listed() {
  return (await listConnections(call))[0]
}

/** What was asked of the worker, what it answered, and what was written about it. */
async function said(): Promise<string> {
  const sql = database.owner()
  return JSON.stringify([
    await sql`select * from ask`,
    await sql`select * from audit_event`,
    await sql`select settings, broken_reason from connection`,
  ])
}
