import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { MailArrived } from '@/flow/define/mail-arrived'
import type { JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import { egressRules } from '../../capabilities/http/address'
import { everyAddress } from '../../capabilities/http/guarded-agent'
import { type Dovecot, findDovecot, MAILBOX, startDovecot } from '../../testing/dovecot'
import { testWorld } from '../../testing/world'
import { MailboxWatcher } from './watcher'

const program = findDovecot()
const world = testWorld()
let dovecot: Dovecot
const stopping: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const stop of stopping.splice(0).reverse()) await stop()
})

describe.skipIf(program === null)('a watched mailbox (needs Dovecot 2.3: dovecot-imapd and dovecot-lmtpd)', () => {
  beforeAll(async () => {
    dovecot = await startDovecot(program ?? '')
  })
  afterAll(() => dovecot.stop())

  it('starts the flow with each new mail, at once, and marks the mail as read', async () => {
    const { runs, untilRuns, beat } = await watched()
    await beat()
    await dovecot.deliver({ ...invoice, subject: 'before', attachments: [pdf] })
    await untilRuns(1)
    // Without being told of it, it would look once a minute.
    const from = performance.now()
    await dovecot.deliver({ ...invoice, messageId: '<2@hooli.com>', subject: 'second', attachments: [pdf] })
    await untilRuns(2)
    expect(performance.now() - from).toBeLessThan(20_000)
    expect((await runs()).map(({ input }) => input)).toMatchObject([
      {
        subject: 'before',
        from: { address: 'billing@hooli.com' },
        attachments: [{ $file: { name: 'bill.pdf', contentType: 'application/pdf' } }],
      },
      { subject: 'second' },
    ])
    const inbox = await opened('INBOX')
    await vi.waitFor(async () => expect(await inbox.search({ seen: false }, { uid: true })).toEqual([]), PATIENCE)
  })

  it('leaves alone what came before the flow was published, and what others sent', async () => {
    const { runs, untilRuns, beat } = await watched({ senders: '@hooli.com', after: 'read' })
    const inbox = await opened('INBOX')
    await inbox.append('INBOX', 'From: billing@hooli.com\r\nSubject: old\r\n\r\nold', [], new Date(Date.now() - 3_600_000))
    await beat()
    await dovecot.deliver({ ...invoice, from: 'mallory@evil.test', subject: 'spam' })
    await dovecot.deliver({ ...invoice, subject: 'wanted' })
    await untilRuns(1)
    expect((await runs()).map(({ input }) => input.subject)).toEqual(['wanted'])
    await vi.waitFor(async () => expect(await inbox.search({ seen: false }, { uid: true })).toHaveLength(2), PATIENCE)
  })

  it('moves what has started a run, into a folder it makes', async () => {
    const { untilRuns, beat } = await watched({ after: 'move', moveTo: 'Taken' })
    await beat()
    await dovecot.deliver(invoice)
    await untilRuns(1)
    await vi.waitFor(async () => expect((await opened('Taken')).mailbox).toMatchObject({ exists: 1 }), PATIENCE)
    expect((await opened('INBOX')).mailbox).toMatchObject({ exists: 0 })
  })

  it('finds what arrived while the line was down, once', async () => {
    const line = await cuttable(dovecot.imapPort)
    const { runs, untilRuns, beat } = await watched({ after: 'nothing' }, { imapPort: line.port })
    await beat()
    await dovecot.deliver({ ...invoice, subject: 'one' })
    await untilRuns(1)
    line.down()
    await dovecot.deliver({ ...invoice, messageId: '<2@hooli.com>', subject: 'two' })
    line.up()
    await untilRuns(2)
    line.cut()
    await dovecot.deliver({ ...invoice, messageId: '<3@hooli.com>', subject: 'three' })
    await untilRuns(3)
    expect((await runs()).map(({ input }) => input.subject)).toEqual(['one', 'two', 'three'])
  })

  it('starts nothing twice when the server numbers its mails anew, and still finds the next', async () => {
    const { runs, untilRuns, beat } = await watched({ after: 'nothing' })
    const first = await beat()
    await dovecot.deliver({ ...invoice, subject: 'one' })
    await dovecot.deliver({ ...invoice, messageId: '<2@hooli.com>', subject: 'two' })
    await untilRuns(2)
    await first.stop()
    const [before] = await world.sql()<{ state: JsonObject }[]>`select state from trigger where state is not null order by id desc limit 1`
    await dovecot.renumber()
    await dovecot.deliver({ ...invoice, messageId: '<3@hooli.com>', subject: 'three' })
    await beat()
    await untilRuns(3)
    const [after] = await world.sql()<{ state: JsonObject }[]>`select state from trigger where state is not null order by id desc limit 1`
    expect(after?.state.uidValidity).not.toBe(before?.state.uidValidity)
    expect((await runs()).map(({ input }) => input.subject)).toEqual(['one', 'two', 'three'])
  })

  it('is watched by one worker, and by another when that is gone', async () => {
    const { runs, untilRuns, beat, id } = await watched({ after: 'nothing' })
    await beat()
    const second = await beat()
    const holders = await world.sql()`select watched_by from trigger where id = ${id}`
    expect(holders[0]?.watched_by).not.toBe(second.workerId)
    await world.sql()`update trigger set watched_until = now() - interval '1 second' where id = ${id}`
    await second.beat()
    expect((await world.sql()`select watched_by from trigger where id = ${id}`)[0]?.watched_by).toBe(second.workerId)
    await dovecot.deliver(invoice)
    await untilRuns(1)
    await dovecot.deliver({ ...invoice, messageId: '<2@hooli.com>' })
    await untilRuns(2)
    expect(await runs()).toHaveLength(2)
  })

  it('says on the connection what a person has to mend, and takes it back when it works', async () => {
    const { beat, reason, fields } = await watched({}, { password: 'wrong-hunter2' })
    const failing = await beat()
    await vi.waitFor(async () => expect(await reason()).toMatch(/did not accept the user name and password\. .*app password/), PATIENCE)
    expect(await reason()).not.toContain('hunter2')
    await failing.stop()
    fields.password = MAILBOX.password
    await beat()
    await vi.waitFor(async () => expect(await reason()).toBeNull(), PATIENCE)
  })

  it('says that the folder is not there', async () => {
    const { beat, reason } = await watched({ folder: 'Nowhere' })
    await beat()
    await vi.waitFor(async () => expect(await reason()).toMatch(/no folder “Nowhere”/), PATIENCE)
  })
})

const PATIENCE = { timeout: 15_000, interval: 50 }

const invoice = {
  from: 'Hooli <billing@hooli.com>',
  subject: 'Invoice',
  text: 'Please pay.',
  messageId: '<1@hooli.com>',
  date: new Date('2026-12-15T08:00:00Z'),
}
const pdf = { filename: 'bill.pdf', content: '%PDF-1.7 bill' }

/** A published flow that watches the emptied mailbox, and workers to watch it with. */
async function watched(params: JsonObject = {}, more: JsonObject = {}) {
  await empty()
  const sql = world.sql()
  const { workspaceId, flowId, versionId } = await world.flow('t → a', {
    t: { type: 'mail.mailbox', params },
    a: { type: 'data.set', params: { fields: [{ name: 'v', value: 'x' }] } },
  })
  const [id, connectionId] = [newId(), newId()]
  await sql`insert into connection (id, workspace_id, connector, name, sealed, allowed_hosts, created_by)
    values (${connectionId}, ${workspaceId}, 'mail', 'Mailbox', '', '{}', ${newId()})`
  await sql`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, connection_id, config, enabled)
    values (${id}, ${workspaceId}, ${flowId}, ${versionId}, 't', 'mailbox', ${connectionId}, ${sql.json(params)}, true)`
  const fields: JsonObject = {
    address: MAILBOX.user,
    imapHost: '127.0.0.1',
    imapPort: dovecot.imapPort,
    imapSecurity: 'none',
    ...MAILBOX,
    ...more,
  }
  const runs = () => sql<{ input: MailArrived }[]>`select input from run where flow_id = ${flowId} order by id`
  stopping.push(async () => void (await sql`update trigger set enabled = false where id = ${id}`))
  return {
    id,
    fields,
    runs,
    untilRuns: (count: number) => vi.waitFor(async () => expect(await runs()).toHaveLength(count), PATIENCE),
    async reason(): Promise<string | null> {
      const [row] = await sql<{ reason: string | null }[]>`select broken_reason as reason from connection where id = ${connectionId}`
      return row?.reason ?? null
    },
    async beat() {
      const workerId = newId()
      const watcher = new MailboxWatcher({
        sql,
        workerId,
        openConnection: async () => ({
          connection: { id: connectionId, name: 'Mailbox', sandbox: false, settings: {} },
          credentials: { fields },
        }),
        reach: { rules: egressRules(['127.0.0.0/8'], []), resolve: everyAddress },
      })
      stopping.push(() => watcher.stop())
      await watcher.beat()
      return { workerId, beat: () => watcher.beat(), stop: () => watcher.stop() }
    },
  }
}

async function opened(folder: string): Promise<ImapFlow> {
  const auth = { user: MAILBOX.user, pass: MAILBOX.password }
  const client = new ImapFlow({ host: '127.0.0.1', port: dovecot.imapPort, secure: false, doSTARTTLS: false, auth, logger: false })
  client.on('error', () => {})
  await client.connect()
  stopping.push(async () => client.close())
  await client.mailboxOpen(folder)
  return client
}

async function empty(): Promise<void> {
  const inbox = await opened('INBOX')
  if (inbox.mailbox && inbox.mailbox.exists > 0) await inbox.messageDelete('1:*')
}

/** A line to the server that can be cut, and stay down. */
async function cuttable(port: number) {
  const sockets = new Set<Socket>()
  let isDown = false
  const server = createServer((near) => {
    if (isDown) return void near.destroy()
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const cut = () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  stopping.push(async () => {
    cut()
    server.close()
  })
  return {
    port: (server.address() as AddressInfo).port, // listening on TCP
    cut,
    down() {
      isDown = true
      cut()
    },
    up() {
      isDown = false
    },
  }
}
