import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile as readText } from 'node:fs/promises'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MailArrived } from '@/flow/define/mail-arrived'
import { emptyGraph, type Graph } from '@/flow/graph/graph'
import type { JsonObject } from '@/flow/json'
import { readFile } from '@/server/blobs/read-file'
import { testFolder } from '@/server/blobs/testing'
import { type TestWorkspace, testDatabase, testWorkspace } from '@/server/db/testing'
import { createFlow } from '@/server/services/flows/create'
import { hookUrls } from '@/server/services/flows/hook-urls'
import { renameFlow } from '@/server/services/flows/rename'
import { setFlowEnabled } from '@/server/services/flows/set-enabled'
import { closeDoorbell } from '@/server/services/intake/ring'
import { closeLiveBus } from '@/server/services/live/bus'
import { refusedMails } from '@/server/services/mail/refused'
import { listRuns } from '@/server/services/runs/list'
import { draw } from '@/server/services/testing'
import { publishVersion } from '@/server/services/versions/publish'
import { openLimits } from '../limits'
import { createSmtp } from './server'

const database = testDatabase()
testFolder()
let smtp: SMTPServer
let port: number
let workspace: TestWorkspace
let call: { actor: TestWorkspace['builder'] }

beforeAll(async () => {
  Object.assign(process.env, { LOG_LEVEL: 'silent', REDIS_URL: '' })
  workspace = await testWorkspace(database.owner())
  call = { actor: workspace.builder }
})
beforeEach(async () => {
  smtp = createSmtp({ name: 'localhost', tls: null, recipients: openLimits(null).recipients })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()))
  port = (smtp.server.address() as AddressInfo).port // listening on TCP
  return () => new Promise<void>((resolve) => smtp.close(() => resolve()))
})
afterAll(async () => {
  await Promise.all([closeDoorbell(), closeLiveBus()])
})

function graphOf(params: JsonObject): Graph {
  const node = { typeVersion: 1, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' } as const
  return {
    ...emptyGraph(),
    nodes: [
      { ...node, id: 'got', key: 'got', type: 'data.set', label: 'Got', params: { fields: [{ name: 'text', value: 'x' }] } },
      { ...node, id: 'start', key: 'start', type: 'mail.received', label: 'Mail', params },
    ],
    edges: [{ id: 'e', source: 'start', sourcePort: 'out', target: 'got' }],
  }
}

async function mailFlow(params: JsonObject = {}, name = 'Invoices') {
  const { id: flowId } = await createFlow(call, { name })
  await draw(call, flowId, graphOf(params))
  await publishVersion(call, { flowId })
  const [hook] = await hookUrls(call, { id: flowId })
  const runs = () => database.owner()<{ id: string; input: MailArrived; status: string }[]>`
    select id, input, status from run where flow_id = ${flowId} order by id`
  return { flowId, address: hook?.url ?? '', runs }
}

const invoice = {
  from: 'Hooli <billing@hooli.com>',
  subject: 'Invoice 2041',
  text: 'Please pay.',
  messageId: '<2041@hooli.com>',
  date: new Date('2026-12-15T08:00:00Z'),
}
const pdf = { filename: 'Rechnung ü.pdf', content: '%PDF-1.7 bill', contentType: 'application/octet-stream' }

function deliver(mail: nodemailer.SendMailOptions) {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  return transport.sendMail(mail).finally(() => transport.close())
}

describe('a mail to a flow', () => {
  it('starts it, with its files kept, before the sender hears “yes”', async () => {
    const { flowId, address, runs } = await mailFlow()
    expect(address).toMatch(/^invoices-[a-z2-7]{24}@localhost$/)
    const { response } = await deliver({ ...invoice, to: address.toUpperCase(), attachments: [pdf] })
    expect(response).toMatch(/^250 /)
    const [run] = await runs()
    expect(run?.input).toMatchObject({
      from: { name: 'Hooli', address: 'billing@hooli.com' },
      subject: 'Invoice 2041',
      text: 'Please pay.',
      messageId: '<2041@hooli.com>',
      attachments: [{ $file: { name: 'Rechnung ü.pdf', contentType: 'application/pdf', size: 13 } }],
      notes: [],
    })
    const file = await readFile(workspace.id, run?.input.attachments[0]?.$file.id ?? '')
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe('%PDF-1.7 bill')
    const { items: listed } = await listRuns(call, { flowId })
    expect(listed[0]?.startedBy).toEqual({ kind: 'mail', label: 'billing@hooli.com: Invoice 2041' })
  })

  it('that comes many times starts it once, and the sender hears “yes” each time', async () => {
    const { address, runs } = await mailFlow()
    const mail = { ...invoice, to: address, attachments: [pdf] }
    const answers = await Promise.all([deliver(mail), deliver(mail), deliver(mail)])
    answers.push(await deliver({ ...mail, headers: { 'X-Added-On-The-Way': 'yes' } }))
    expect(answers.map(({ response }) => response.slice(0, 3))).toEqual(['250', '250', '250', '250'])
    expect(await runs()).toHaveLength(1)
    await deliver({ ...mail, attachments: [{ ...pdf, content: '%PDF-1.7 another' }] })
    expect(await runs()).toHaveLength(2)
  })

  it('still arrives after the flow was renamed and published again', async () => {
    const { flowId, address, runs } = await mailFlow()
    await renameFlow(call, { id: flowId, name: 'Bills' })
    await publishVersion(call, { flowId })
    await deliver({ ...invoice, to: address })
    expect(await runs()).toHaveLength(1)
    const [hook] = await hookUrls(call, { id: flowId })
    expect(hook?.url).toBe(address.replace('invoices-', 'bills-'))
  })

  it('with NUL bytes, half characters and direction marks is clean data', async () => {
    const { address, runs } = await mailFlow()
    const raw = Buffer.concat([
      Buffer.from('From: a@b.test\r\nSubject: x\u202Ey\r\nContent-Type: text/plain; charset=utf-16le\r\n\r\n'),
      Buffer.from('hi\0\ud800!', 'utf16le'),
    ])
    await deliver({ envelope: { from: 'a@b.test', to: address }, raw })
    const [run] = await runs()
    expect(run?.input).toMatchObject({ subject: 'x y', text: expect.stringContaining('hi') })
    expect(JSON.stringify(run?.input)).not.toMatch(/\\u0000|\\ud800|\u202E/)
  })
})

it('encrypts on the way when it has a certificate', async () => {
  const folder = process.env.KAOS_DATA ?? ''
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const made = spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
    '-keyout',
    key,
    '-out',
    cert,
  ])
  expect(made.status).toBe(0)
  const tls = { key: await readText(key, 'utf8'), cert: await readText(cert, 'utf8') }
  const secure = createSmtp({ name: 'localhost', tls, recipients: openLimits(null).recipients })
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', () => resolve()))
  const { port } = secure.server.address() as AddressInfo // listening on TCP
  const { address, runs } = await mailFlow()
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    requireTLS: true,
    tls: { ca: tls.cert, servername: 'localhost' },
  })
  await transport.sendMail({ ...invoice, to: address })
  transport.close()
  expect(await runs()).toHaveLength(1)
  await new Promise<void>((resolve) => secure.close(() => resolve()))
})

describe('refused', () => {
  it('with a subject that is cut in the middle of a character: written down all the same', async () => {
    const { flowId, address } = await mailFlow({ senders: '@hooli.com' })
    const subject = `${'x'.repeat(999)}😀`
    await expect(deliver({ ...invoice, from: 'mallory@evil.test', to: address, subject })).rejects.toMatchObject({ responseCode: 550 })
    expect(await refusedMails(call, { flowId })).toMatchObject([{ subject: `${'x'.repeat(999)}\uFFFD` }])
  })

  it('unknown addresses, and whoever tries many of them', async () => {
    const to = 'invoices-aaaaaaaaaaaaaaaaaaaaaaaa@localhost'
    await expect(deliver({ ...invoice, to })).rejects.toMatchObject({ responseCode: 550 })
    await expect(deliver({ ...invoice, to: 'someone@elsewhere.test' })).rejects.toMatchObject({ responseCode: 550 })
    for (let more = 0; more < 19; more++) await deliver({ ...invoice, to }).catch(() => {})
    await expect(deliver({ ...invoice, to })).rejects.toMatchObject({ responseCode: 421 })
  })

  it('senders that are not on the list: sent back with a reason, and written down for the flow’s people', async () => {
    const { flowId, address, runs } = await mailFlow({ senders: '@hooli.com', needsAttachment: true })
    const refused = { responseCode: 550, message: expect.stringContaining('mallory@evil.test may not send mails here.') }
    await expect(deliver({ ...invoice, from: 'mallory@evil.test', to: address })).rejects.toMatchObject(refused)
    // The envelope is not what people see, and does not count.
    await expect(
      deliver({ ...invoice, from: 'mallory@evil.test', to: address, envelope: { from: 'billing@hooli.com', to: address } }),
    ).rejects.toMatchObject(refused)
    await expect(deliver({ ...invoice, to: address })).rejects.toMatchObject({ message: expect.stringContaining('without an attachment') })
    expect(await runs()).toHaveLength(0)
    const seen = await refusedMails({ actor: workspace.viewer }, { flowId })
    expect(seen).toHaveLength(3)
    expect(seen[2]).toMatchObject({
      from: 'mallory@evil.test',
      subject: 'Invoice 2041',
      nodeId: 'start',
      reason: expect.stringContaining('may not send'),
    })
    const audited = await database.owner()`select from audit_event where action = 'mail.refused' and resource_id = ${flowId}`
    expect(audited).toHaveLength(3)
    await deliver({ ...invoice, to: address, attachments: [pdf] })
    expect(await runs()).toHaveLength(1)
    const stranger = await testWorkspace(database.owner(), 'Other')
    await expect(refusedMails({ actor: stranger.owner }, { flowId })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('mails to a flow that is off', async () => {
    const { flowId, address, runs } = await mailFlow()
    await setFlowEnabled(call, { id: flowId, enabled: false })
    await expect(deliver({ ...invoice, to: address })).rejects.toMatchObject({ responseCode: 550 })
    expect(await runs()).toHaveLength(0)
  })

  it('30 MB, announced or not', async () => {
    const { address, runs } = await mailFlow()
    const big = { ...invoice, to: address, attachments: [{ filename: 'big.bin', content: Buffer.alloc(23 * 1024 * 1024, 1) }] }
    await expect(deliver(big)).rejects.toMatchObject({ responseCode: 552 })
    const raw = Buffer.concat([Buffer.from('Subject: big\r\n\r\n'), Buffer.alloc(30 * 1024 * 1024, 'a line of text\r\n')])
    const client = await dialog()
    await client.say(`MAIL FROM:<a@b.test>`)
    await client.say(`RCPT TO:<${address}>`)
    await client.say('DATA')
    client.socket.write(raw)
    expect(await client.say('\r\n.')).toMatch(/^552 /)
    client.socket.destroy()
    expect(await runs()).toHaveLength(0)
  })

  it('what breaks off in the middle: no run, and the server goes on', async () => {
    const { address, runs } = await mailFlow()
    const client = await dialog()
    await client.say('MAIL FROM:<a@b.test>')
    await client.say(`RCPT TO:<${address}>`)
    expect(await client.say('DATA')).toMatch(/^354 /)
    client.socket.write('Subject: half\r\n\r\nhalf of')
    client.socket.destroy()
    await deliver({ ...invoice, to: address })
    expect((await runs()).map(({ input }) => input.subject)).toEqual(['Invoice 2041'])
  })

  it('more connections than a mail server needs, and nobody else’s', async () => {
    const sockets: Socket[] = []
    const greeted = async (localAddress: string) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress })
      sockets.push(socket)
      const [line] = await once(socket, 'data')
      return String(line).slice(0, 3)
    }
    try {
      for (let at = 0; at < 25; at++) expect(await greeted('127.0.0.1')).toBe('220')
      expect(await greeted('127.0.0.1')).toBe('421')
      expect(await greeted('127.0.0.2')).toBe('220')
      sockets[0]?.destroy()
      await vi.waitFor(async () => expect(await greeted('127.0.0.1')).toBe('220'))
    } finally {
      for (const socket of sockets) socket.destroy()
    }
  })

  it('signing in, and encryption without a certificate', async () => {
    const client = await dialog()
    const offered = await client.say('EHLO me')
    expect(offered).not.toMatch(/AUTH|STARTTLS/)
    expect(offered).toMatch(/SIZE 26214400/)
    expect(await client.say('AUTH PLAIN AGEAYg==')).toMatch(/^50\d /)
    client.socket.destroy()
  })
})

it('while the database is down, the sender keeps the mail', async () => {
  const { address, runs } = await mailFlow()
  const client = await dialog()
  await client.say('MAIL FROM:<a@b.test>')
  await client.say(`RCPT TO:<${address}>`)
  await client.say('DATA')
  await database.owner()`alter table delivery rename to delivery_away`
  try {
    expect(await client.say('From: a@b.test\r\nSubject: later\r\n\r\nhello\r\n.')).toMatch(/^451 /)
  } finally {
    await database.owner()`alter table delivery_away rename to delivery`
  }
  expect(await runs()).toHaveLength(0)
  client.socket.destroy()
})

/** SMTP by hand: says a line and gives the answer. */
async function dialog() {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  let tell = () => {}
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text
    if (/^\d{3} .*\r\n$/m.test(heard)) tell()
  })
  const answer = () =>
    new Promise<string>((resolve) => {
      tell = () => {
        const said = heard
        heard = ''
        resolve(said)
      }
    })
  const say = (line: string) => {
    const answered = answer()
    socket.write(`${line}\r\n`)
    return answered
  }
  await answer()
  await say('HELO me')
  return { socket, say }
}
