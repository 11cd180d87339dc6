import { afterEach, expect, it } from 'vitest'
import type { JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { hopsBefore } from '@/server/services/calls/hops'
import { sealCredentials } from '@/server/services/connections/open'
import { insertRuns } from '@/server/services/intake/insert-runs'
import type { MailTrigger } from '@/server/services/intake/mail-trigger'
import { receiveMail } from '@/server/services/intake/receive-mail'
import { refusedMails } from '@/server/services/mail/refused'
import { foreignSmtp } from './capabilities/mail/testing'
import { ended, testWorld } from './testing/world'

const world = testWorld()
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

/** More than any loop may take. */
const TOO_OFTEN = 8

/** A flow that answers each mail through a mail server outside, where the test sees what it sent. */
async function answering() {
  const sql = world.sql()
  const server = await foreignSmtp()
  closing.push(server.close)
  const params: JsonObject = { to: 'other@flows.test', subject: 'Got it', text: 'Thank you.' }
  const connectionId = newId()
  const sending = { type: 'mail.send', connectionId, params }
  const flow = await world.flow('t → a', { t: { type: 'mail.received' }, a: sending })
  const { workspace, workspaceId, flowId, versionId } = flow
  const fields = { address: 'ap@flows.test', smtpHost: '127.0.0.1', smtpPort: server.port, smtpSecurity: 'none' }
  const sealed = await inWorkspace(workspaceId, (tx) => sealCredentials(tx, { id: connectionId, workspaceId }, { fields }))
  await sql`insert into connection (id, workspace_id, connector, name, sealed, allowed_hosts, created_by)
    values (${connectionId}, ${workspaceId}, 'mail', 'Mail', ${sealed}, '{}', ${newId()})`
  const trigger: MailTrigger = { id: newId(), workspaceId, flowId, versionId, nodeId: 't', enabled: true, config: {} }
  const engine = await world.worker()
  /** A mail arrives, and what the flow sends because of it; null: it started nothing. */
  const arrives = async (raw: string) => {
    const before = server.mails.length
    const { taken } = await receiveMail([trigger], Buffer.from(raw))
    if (!taken) return null
    const [run] = await sql<{ id: string }[]>`select id from run where flow_id = ${flowId} order by id desc limit 1`
    await engine.take([run?.id ?? ''])
    expect(await world.until(run?.id ?? '', ended)).toMatchObject({ status: 'succeeded' })
    expect(server.mails).toHaveLength(before + 1)
    return server.mails.at(-1)?.source ?? ''
  }
  const refused = () => refusedMails({ actor: workspace.viewer }, { flowId })
  return { arrives, refused }
}

/** How often the flow answers until a mail is not taken; what it sends arrives again, as `back` makes of it. */
async function rounds(arrives: (raw: string) => Promise<string | null>, back: (sent: string, round: number) => string): Promise<number> {
  let raw = 'From: person@else.test\r\nSubject: Hello\r\n\r\nHello'
  for (let round = 0; round < TOO_OFTEN; round++) {
    const sent = await arrives(raw)
    if (sent === null) return round
    raw = back(sent, round)
  }
  return TOO_OFTEN
}

it('flows that mail one another stop, and their people find out why', async () => {
  const { arrives, refused } = await answering()
  expect(await rounds(arrives, (sent) => sent)).toBe(6)
  expect(await refused()).toMatchObject([
    {
      from: 'ap@flows.test',
      subject: 'Got it',
      reason: expect.stringMatching(/goes round in a loop: 5 flows in a row.*Look at whom this flow mails/),
    },
  ])
})

it('a flow and a machine outside that answers its answers stop', async () => {
  const { arrives } = await answering()
  expect(await rounds(arrives, answerOf('Auto-Submitted: auto-replied'))).toBe(6)
})

it('a person may go on answering a flow', async () => {
  const { arrives, refused } = await answering()
  expect(await rounds(arrives, answerOf('X-Mailer: a mail program'))).toBe(TOO_OFTEN)
  expect(await refused()).toEqual([])
})

it('a flow that a mail’s flow calls counts on from there', async () => {
  const { workspaceId, flowId, versionId } = await world.flow('t → a', { a: { type: 'data.set', params: { fields: [] } } })
  const mail = { kind: 'mail', from: 'a@b.test', subject: 'Hi' } as const
  const by = { kind: 'call' as const, runId: newId(), step: 'c', awaited: true, flows: [flowId], afterFailure: false }
  const before = async (startedBy: Parameters<typeof insertRuns>[1][number]['startedBy']) => {
    const id = newId()
    await insertRuns(world.sql(), [{ id, workspaceId, flowId, versionId, mode: 'live', triggerNodeId: 't', startedBy, input: '{}' }])
    return (await hopsBefore(workspaceId, id)).mails
  }
  expect(await before({ ...by, behind: { ...mail, hops: 2 } })).toBe(2)
  expect(await before({ ...mail, hops: 3 })).toBe(3)
  expect(await before(mail)).toBe(0)
  expect(await before({ kind: 'webhook' })).toBe(0)
})

function answerOf(sign: string) {
  return (sent: string, round: number) =>
    `From: other@flows.test\r\nMessage-ID: <${round}@else.test>\r\n${sign}\r\nIn-Reply-To: ${/^Message-ID: (.*)$/im.exec(sent)?.[1]}\r\nSubject: Re: Got it\r\n\r\nNumber ${round}`
}
