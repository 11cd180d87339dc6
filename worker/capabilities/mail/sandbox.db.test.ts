import { afterAll, expect, it } from 'vitest'
import type { FileRef } from '@/flow/define/file-ref'
import { newId } from '@/server/db/id'
import { testDatabase, testWorkspace } from '@/server/db/testing'
import { closeLiveBus } from '@/server/services/live/bus'
import { egressRules } from '../http/address'
import { openMail } from './mail'

const database = testDatabase()
afterAll(() => closeLiveBus())

it('a sandbox account sends nothing: its mails lie in its outbox, once each', async () => {
  const sql = database.owner()
  const { id: workspaceId } = await testWorkspace(sql)
  const connectionId = newId()
  await sql`insert into connection (id, workspace_id, connector, name, kind, sealed, allowed_hosts, created_by)
    values (${connectionId}, ${workspaceId}, 'mail', 'Mail sandbox', 'sandbox', '', '{}', ${newId()})`
  const file: FileRef = { $file: { id: newId(), name: 'bill.pdf', contentType: 'application/pdf', size: 3 } }
  const files = {
    read: async () => Buffer.from('pdf'),
    write: async () => file,
  }
  const { send, verify } = openMail(egressRules([], []), { url: undefined, from: 'KAOS <kaos@localhost>' }).forStep({
    workspaceId,
    files,
    account: { connection: { id: connectionId, name: 'Mail sandbox', sandbox: true, settings: {} }, credentials: { fields: {} } },
    signal: new AbortController().signal,
  })
  const mail = { to: ['Finance <finance@acme.test>'], subject: 'Approved', text: 'Bill 2041', attachments: [file], key: 'run/step' }
  const { messageId } = await send(mail)
  await send(mail)
  await expect(send({ ...mail, to: ['nobody'] })).rejects.toMatchObject({ code: 'mail_address' })
  expect(await sql`select kind, key, body from sandbox_record where connection_id = ${connectionId}`).toEqual([
    {
      kind: 'mail.message',
      key: messageId,
      body: expect.objectContaining({
        to: [{ name: 'Finance', address: 'finance@acme.test' }],
        subject: 'Approved',
        text: 'Bill 2041',
        attachments: [file],
      }),
    },
  ])
  expect(await verify()).toEqual({ account: 'Sandbox outbox' })
})
