import { expect, it, onTestFinished } from 'vitest'
import type { Node } from '@/flow/graph/graph'
import { keepFile } from '@/server/blobs/keep-file'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { sealCredentials } from '@/server/services/connections/open'
import { foreignSmtp } from '../capabilities/mail/testing'
import { ended, testWorld } from '../testing/world'

const world = testWorld()
const PASSWORD = 'a-very-secret-password'

async function account(workspaceId: string, connector: string, kind: 'real' | 'sandbox', fields = {}, hosts: string[] = []) {
  const id = newId()
  const sealed = await inWorkspace(workspaceId, (tx) => sealCredentials(tx, { id, workspaceId }, { fields }))
  await world.sql()`insert into connection (id, workspace_id, connector, name, kind, sealed, allowed_hosts, created_by)
    values (${id}, ${workspaceId}, ${connector}, 'Account', ${kind}, ${sealed}, ${hosts}, ${newId()})`
  return id
}

const post = { type: 'slack.post-message', params: { channel: '#finance', text: 'Paid' } }

type Made = { connectionId: string; params: Node['params'] }

const mailFields = (smtpPort: number, password: string) => ({
  address: 'a@acme.test',
  smtpHost: '127.0.0.1',
  smtpPort,
  smtpSecurity: 'none',
  user: 'a',
  password,
})

/** Draws the flow first: the account belongs to its workspace. */
async function runWith(make: (workspaceId: string) => Promise<Made | string | undefined>, node: Partial<Node> = post) {
  const flow = await world.flow('t → a', { a: node })
  const made = await make(flow.workspaceId)
  const { connectionId, params = {} } = typeof made === 'object' ? made : { connectionId: made }
  const nodes = flow.graph.nodes.map((each) =>
    each.id === 'a' && connectionId ? { ...each, connectionId, params: { ...each.params, ...params } } : each,
  )
  await world.sql()`update version set graph = ${world.sql().json({ ...flow.graph, nodes })} where id = ${flow.versionId}`
  const id = await flow.start()
  await (await world.worker()).take([id])
  return { id, connectionId, run: await world.until(id, ended), events: await world.events(id) }
}

it('answers a sandbox account inside, by the same requests, and keeps each on record', async () => {
  const { run, id, connectionId } = await runWith((workspaceId) => account(workspaceId, 'slack', 'sandbox'))
  expect(run).toMatchObject({ status: 'succeeded', error: null })
  const calls = await world.sql()`select summary, sandbox, connection_id as by, step from outside_call where run_id = ${id}`
  expect(calls).toEqual([
    { summary: { method: 'POST', host: 'slack.com', path: '/api/chat.postMessage', status: 200 }, sandbox: 1, by: connectionId, step: 'a' },
  ])
  expect(await world.sql()`select kind from sandbox_record where connection_id = ${connectionId ?? ''} and kind = 'slack.message'`).toEqual(
    [{ kind: 'slack.message' }],
  )
})

it('does not run a step without the account it needs, nor with one of another app, nor with another workspace’s', async () => {
  expect((await runWith(async () => undefined)).run.error).toMatchObject({ code: 'account_missing' })
  expect((await runWith((workspaceId) => account(workspaceId, 'mail', 'sandbox'))).run.error).toMatchObject({ code: 'account_kind' })
  const other = await world.flow('t → a', { a: post })
  const foreign = await account(other.workspaceId, 'slack', 'sandbox')
  expect((await runWith(async () => foreign)).run.error).toMatchObject({ code: 'account_gone' })
})

it('says on the account that it was refused, and never where anybody reads the secret', async () => {
  const server = await foreignSmtp()
  onTestFinished(server.close)
  const fields = mailFields(server.port, PASSWORD)
  const { run, events, connectionId } = await runWith((workspaceId) => account(workspaceId, 'mail', 'real', fields, ['127.0.0.1']), {
    type: 'mail.send',
    params: { to: 'b@acme.test', subject: 'Hi', text: 'Text' },
  })
  expect(run.error).toMatchObject({ code: 'mail_login' })
  const [row] = await world.sql()`select broken_reason, settings from connection where id = ${connectionId ?? ''}`
  expect(row?.broken_reason).toContain('did not accept')
  expect(JSON.stringify([run, events, row])).not.toContain(PASSWORD)
})

/** Whoever reads this table first finds the database gone. */
async function awayAtFirst(table: string): Promise<void> {
  await world.sql().unsafe(`
    create sequence opened;
    grant usage on sequence opened to public;
    create function went_away() returns boolean language plpgsql as $$ begin
      if nextval('opened') = 1 then raise exception 'away' using errcode = '57P03'; end if;
      return true;
    end $$;
    create policy away on ${table} as restrictive for select using (went_away())`)
  onTestFinished(async () => void (await world.sql().unsafe(`drop policy away on ${table}; drop function went_away; drop sequence opened`)))
}

it('does an unsafe step again, and asks nobody, when the database went away before its account was opened', async () => {
  await awayAtFirst('connection')
  const { run, id } = await runWith((workspaceId) => account(workspaceId, 'mail', 'sandbox'), {
    type: 'mail.send',
    params: { to: 'b@acme.test', subject: 'Hi', text: 'Text' },
  })
  expect(run).toMatchObject({ status: 'succeeded', error: null })
  expect(await world.sql()`select step, attempt from outside_call where run_id = ${id}`).toEqual([{ step: 'a', attempt: 2 }])
})

it('does an unsafe step again, and asks nobody, when the database went away while a file it was to send was read', async () => {
  const server = await foreignSmtp()
  onTestFinished(server.close)
  const attach = async (workspaceId: string) => {
    const file = await keepFile(workspaceId, { name: 'a.txt', contentType: 'text/plain', bytes: Buffer.from('Text') })
    const connectionId = await account(workspaceId, 'mail', 'real', mailFields(server.port, 'secret'), ['127.0.0.1'])
    await awayAtFirst('blob')
    return { connectionId, params: { attachments: [file] } }
  }
  const { run, id } = await runWith(attach, { type: 'mail.send', params: { to: 'b@acme.test', subject: 'Hi', text: 'Text' } })
  expect(run).toMatchObject({ status: 'succeeded', error: null })
  expect(server.mails).toHaveLength(1)
  expect(await world.sql()`select step, attempt from outside_call where run_id = ${id}`).toEqual([{ step: 'a', attempt: 2 }])
})
