import { beforeAll, describe, expect, it } from 'vitest'
import { approvalCard, postCard, settledCard, updateCard } from '@/connectors/slack/approval-card'
import { postMessage } from '@/connectors/slack/message'
import { ApprovalRequestSchema } from '@/flow/define/approval'
import type { HttpRequest } from '@/flow/define/capabilities'
import { JsonObjectSchema } from '@/flow/json'
import { newId } from '../../db/id'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { answerInSandbox } from '../../sandbox/answer'
import { sandboxChannel } from './channel'
import { sandboxMail } from './mail'
import { sandboxOutbox } from './outbox'

const database = testDatabase()
let acme: TestWorkspace

beforeAll(async () => {
  acme = await testWorkspace(database.owner())
})

const files = { read: () => Promise.reject(new Error('no files here')), write: () => Promise.reject(new Error('no files here')) }

async function connect(connector: string, kind = 'sandbox'): Promise<string> {
  const id = newId()
  await database.owner()`insert into connection (id, workspace_id, connector, name, kind, sealed, allowed_hosts, created_by)
    values (${id}, ${acme.id}, ${connector}, 'Ours', ${kind}, '', '{}', ${acme.owner.userId})`
  return id
}

/** Slack answers with an object. */
const send = async (connectionId: string, request: HttpRequest) => {
  const { body } = await answerInSandbox({ workspaceId: acme.id, connectionId, connector: 'slack' }, request, files)
  return { body: JsonObjectSchema.parse(body) }
}

const call = () => ({ actor: acme.viewer })

describe('the channel of a Slack sandbox', () => {
  const waitId = newId()
  const asked = {
    request: ApprovalRequestSchema.parse({ question: 'Approve?', approvers: {} }),
    waitId,
    link: 'https://kaos.example/approvals/1',
    flowName: 'Invoices',
    startedBy: null,
    isTest: false,
  }

  it('shows what was said last, in order, and every channel with how much was said', async () => {
    const connectionId = await connect('slack')
    expect(await sandboxChannel(call(), { connectionId })).toMatchObject({ name: 'Ours', channel: 'C0GENERAL01', messages: [] })
    await send(connectionId, postMessage('#general', { text: 'Elsewhere' }))
    for (const text of ['First', 'Second']) await send(connectionId, postMessage('#finance', { text }))
    const channel = await sandboxChannel(call(), { connectionId })
    expect(channel.channels.map(({ name, messages }) => `${name} ${messages}`)).toEqual(['general 1', 'finance 2', 'approvals 0'])
    expect(channel).toMatchObject({ channel: 'C0FINANCE01', messages: [{ text: 'First' }, { text: 'Second' }] })
    const general = await sandboxChannel(call(), { connectionId, channel: 'C0GENERAL01' })
    expect(general.messages).toMatchObject([{ text: 'Elsewhere', isEdited: false, inThread: false, blocks: [] }])
    expect(general.messages[0]?.at.getTime()).toBeCloseTo(Date.now(), -5)
  })

  it('shows answers below what they answer', async () => {
    const connectionId = await connect('slack')
    const { body } = await send(connectionId, postMessage('#finance', { text: 'Question' }))
    await send(connectionId, postMessage('#finance', { text: 'Meanwhile' }))
    await send(connectionId, postMessage('#finance', { text: 'Answer' }, String(body.ts)))
    const { messages } = await sandboxChannel(call(), { connectionId })
    expect(messages.map(({ text, inThread }) => [text, inThread])).toEqual([
      ['Question', false],
      ['Answer', true],
      ['Meanwhile', false],
    ])
  })

  it('shows a card with what its buttons decide, and the settled card in its place', async () => {
    const connectionId = await connect('slack')
    const { body } = await send(connectionId, postCard('#approvals', approvalCard(asked)))
    const open = await sandboxChannel(call(), { connectionId })
    const [card] = open.messages
    expect(card?.blocks[0]).toEqual({ kind: 'header', text: 'Approve?' })
    expect(card?.blocks.at(-1)).toEqual({
      kind: 'buttons',
      buttons: [
        { label: 'Approve', look: 'primary', url: null, press: { waitId, decision: 'approved' } },
        { label: 'Reject', look: 'danger', url: null, press: { waitId, decision: 'rejected' } },
        { label: 'Open and read', look: 'plain', url: 'https://kaos.example/approvals/1', press: null },
      ],
    })
    const settled = settledCard(asked, { decision: 'expired', by: [], edits: [] })
    await send(connectionId, updateCard({ channel: String(body.channel), ts: String(body.ts) }, settled))
    const { messages } = await sandboxChannel(call(), { connectionId })
    expect(messages).toMatchObject([{ ts: card?.ts, isEdited: true }])
    expect(messages[0]?.blocks.at(-1)).toMatchObject({ kind: 'buttons', buttons: [{ label: 'Open', press: null }] })
  })

  it('gives two messages of the same moment times of their own', async () => {
    const connectionId = await connect('slack')
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => send(connectionId, postMessage('#finance', { text: `${at}` }))))
    expect(new Set(answers.map(({ body }) => body.ts)).size).toBe(8)
    expect((await sandboxChannel(call(), { connectionId })).messages).toHaveLength(8)
  })

  it('is there for sandboxes of Slack only', async () => {
    for (const connectionId of [await connect('slack', 'real'), await connect('mail')])
      await expect(sandboxChannel(call(), { connectionId })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the outbox of a mail sandbox', () => {
  const file = { $file: { id: 'f1', name: 'bill.pdf', contentType: 'application/pdf', size: 3 } }

  async function keep(connectionId: string, subject: string, text = 'Hello\n\nthere'): Promise<string> {
    const id = newId()
    const person = { name: 'Finance', address: 'finance@acme.test' }
    const sender = { name: 'Sandbox', address: 'sandbox@kaos.example' }
    const body = {
      messageId: id,
      from: sender,
      to: [person],
      cc: [],
      replyTo: [],
      subject,
      text,
      html: '<img src=http://x>',
      attachments: [file],
    }
    const sql = database.owner()
    await sql`insert into sandbox_record (id, workspace_id, connection_id, kind, key, body)
      values (${id}, ${acme.id}, ${connectionId}, 'mail.message', ${id}, ${sql.json(body)})`
    return id
  }

  it('lists the newest first, page by page', async () => {
    const connectionId = await connect('mail')
    for (const subject of ['One', 'Two', 'Three']) await keep(connectionId, subject)
    const first = await sandboxOutbox(call(), { connectionId, limit: 2 })
    expect(first.items).toMatchObject([{ subject: 'Three', beginning: 'Hello there', attachments: 1 }, { subject: 'Two' }])
    const second = await sandboxOutbox(call(), { connectionId, limit: 2, cursor: first.nextCursor ?? undefined })
    expect(second).toMatchObject({ name: 'Ours', items: [{ subject: 'One' }], nextCursor: null })
  })

  it('opens one as text, and never hands out its HTML', async () => {
    const connectionId = await connect('mail')
    const id = await keep(connectionId, 'Approved')
    const mail = await sandboxMail(call(), { connectionId, id })
    expect(mail).toMatchObject({ subject: 'Approved', text: 'Hello\n\nthere', to: [{ address: 'finance@acme.test' }], attachments: [file] })
    expect(mail).not.toHaveProperty('html')
    await expect(sandboxMail(call(), { connectionId: await connect('mail'), id })).rejects.toMatchObject({ code: 'not_found' })
  })
})
