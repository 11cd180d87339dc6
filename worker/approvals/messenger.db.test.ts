import { simpleParser } from 'mailparser'
import type { SMTPServerOptions } from 'smtp-server'
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { forgetEnv } from '@/server/env'
import type { Role } from '@/server/services/actor'
import { askBack } from '@/server/services/approvals/ask-back'
import { decideApproval } from '@/server/services/approvals/decide'
import { decideByLink } from '@/server/services/approvals/decide-by-link'
import { getApproval } from '@/server/services/approvals/get'
import { linkToken } from '@/server/services/approvals/link-token'
import { openLink } from '@/server/services/approvals/open-link'
import { liveBus } from '@/server/services/live/bus'
import { egressRules } from '../capabilities/http/address'
import { openMail } from '../capabilities/mail/mail'
import { foreignSmtp } from '../capabilities/mail/testing'
import { ended, testWorld } from '../testing/world'
import { mailChannel } from './mail-channel'
import { Messenger } from './messenger'
import { askingIn } from './testing'

const world = testWorld()
const asked = askingIn(world)
const GUEST = 'finance@outside.test'
const closing: (() => Promise<unknown>)[] = []

beforeAll(() => {
  process.env.SMTP_URL = 'smtp://127.0.0.1:1'
  forgetEnv()
})
/** What one test still owes is not sent in another. */
beforeEach(() => world.sql()`update wait set tell = null`)
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

async function messengerWith(options: Parameters<typeof foreignSmtp>[0] = {}, most?: number) {
  const smtp = await foreignSmtp(options)
  closing.push(smtp.close)
  const mail = openMail(egressRules([], []), { url: `smtp://127.0.0.1:${smtp.port}`, from: 'KAOS <kaos@kaos.test>' })
  const messenger = new Messenger({ sql: world.sql(), bus: await liveBus(), channels: { mail: mailChannel(mail), slack: null }, most })
  return { smtp, messenger }
}

async function messages(waitId: string) {
  return world.sql()<{ id: string; status: string; problem: string | null; email: string }[]>`
    select id, status, problem, target->>'email' as email from approval_message where wait_id = ${waitId} order by id`
}

function linkIn(source: string): string {
  return /\/approve\/([\w-]{75})/.exec(source.replace(/=\r?\n/g, ''))?.[1] ?? 'no link'
}

describe('messages', () => {
  it('ask each person once, members for the desk and guests by a link, and tell the others how it ended', async () => {
    const { workspace, id, call } = await asked({ roles: ['approver', 'admin'], emails: [GUEST] }, { message: '<script>alert(1)</script>' })
    const { smtp, messenger } = await messengerWith()
    await Promise.all([messenger.look(), messenger.look()])
    await messenger.look()
    expect(smtp.mails.map(({ to }) => to[0]).sort()).toHaveLength(3)
    const toGuest = smtp.mails.find(({ to }) => to[0] === GUEST)
    const toMember = smtp.mails.find(({ to }) => to[0]?.startsWith('approver'))
    expect(linkIn(toGuest?.source ?? '')).toHaveLength(75)
    const read = await simpleParser(toMember?.source ?? '')
    expect(read.text).toContain(`/w/${workspace.slug}/approvals/${id}`)
    expect(read.text).not.toContain('/approve/')
    expect(read.html).not.toContain('<script>')
    expect(read.text).toContain('total: 4280.00')
    expect((await messages(id)).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent'])

    await decideApproval(call('approver'), { id, decision: 'approved' })
    await messenger.look()
    const news = smtp.mails.slice(3)
    expect(news.map(({ to }) => to[0]).sort()).toEqual([expect.stringMatching(/^admin/), GUEST])
    expect(news[0]?.source).toContain('approved by Approver')
    expect((await messages(id)).map(({ status }) => status)).toEqual(['settled', 'settled', 'settled'])
    await messenger.look()
    expect(smtp.mails).toHaveLength(5)
  })

  it('that can not be sent say why, and those that may be tried again stay owed', async () => {
    const { id, call } = await asked({ emails: [GUEST] })
    const busy = await messengerWith({ onRcptTo: (_to, _session, done) => done(Object.assign(new Error('Later'), { responseCode: 451 })) })
    await busy.messenger.look()
    expect(await messages(id)).toMatchObject([{ status: 'owed', problem: expect.any(String) }])
    expect((await getApproval(call('viewer'), { id })).undelivered).toEqual([expect.stringContaining(`The mail to ${GUEST} was not sent`)])
    const well = await messengerWith()
    await well.messenger.look()
    expect(well.smtp.mails).toHaveLength(1)
    expect(await messages(id)).toMatchObject([{ status: 'sent', problem: null }])
    expect((await getApproval(call('viewer'), { id })).undelivered).toEqual([])
  })

  it('that have to wait keep no younger ones from being sent, however many they are', async () => {
    await asked({ emails: ['busy@outside.test'] })
    await asked({ emails: [GUEST] })
    const onRcptTo: SMTPServerOptions['onRcptTo'] = ({ address }, _session, done) =>
      address === GUEST ? done() : done(Object.assign(new Error('Later'), { responseCode: 451 }))
    const { smtp, messenger } = await messengerWith({ onRcptTo }, 1)
    await messenger.look()
    await messenger.look()
    expect(smtp.mails.map(({ to }) => to)).toEqual([[GUEST]])
  })

  it('carry a question back to the member who started the run, and to nobody else', async () => {
    const { workspace, runId, id, call } = await asked({ roles: ['approver'] })
    const { smtp, messenger } = await messengerWith()
    const answeredBy = async () => (await getApproval(call('approver'), { id })).answeredBy
    await expect(askBack(call('approver'), { id, question: 'Who ordered this?' })).rejects.toMatchObject({ code: 'invalid' })
    expect(await answeredBy()).toBeNull()
    const mailed = { kind: 'mail', from: 'anna@outside.test' }
    await world.sql()`update run set started_by = ${world.sql().json(mailed)} where id = ${runId}`
    await expect(askBack(call('approver'), { id, question: 'Who ordered this?' })).rejects.toMatchObject({ code: 'invalid' })
    expect(await answeredBy()).toBeNull()
    const by = { kind: 'member', userId: workspace.operator.userId }
    await world.sql()`update run set started_by = ${world.sql().json(by)} where id = ${runId}`
    await expect(askBack(call('owner'), { id, question: 'Who?' })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await answeredBy()).toEqual(expect.any(String))
    await askBack(call('approver'), { id, question: 'Who ordered this?' })
    await messenger.look()
    const sent = smtp.mails.find(({ to }) => to[0]?.startsWith('operator'))
    expect(sent?.source).toContain('Who ordered this?')
    expect(sent?.source).toMatch(/Reply-To: .*approver-/i)
  })
})

describe('a link', () => {
  async function linked(more = {}) {
    const scene = await asked({ emails: [GUEST], roles: ['admin'] }, more)
    const { smtp, messenger } = await messengerWith()
    await messenger.look()
    const token = linkIn(smtp.mails.find(({ to }) => to[0] === GUEST)?.source ?? '')
    return { ...scene, token, messenger, smtp }
  }

  it('shows the question without deciding it, decides once, and then shows only how it ended', async () => {
    const { workspace, runId, id, token, engine } = await linked()
    for (let look = 0; look < 3; look++) expect(await openLink({ token }, 'test')).toMatchObject({ status: 'open', refusal: null })
    const tries = Array.from({ length: 100 }, (_, at) =>
      decideByLink({ token, decision: at % 2 === 0 ? 'approved' : 'rejected' }, `from ${at}`),
    )
    const won = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
    expect(won).toHaveLength(1)
    await engine.take([runId])
    await world.until(runId, ended)
    const after = await openLink({ token }, 'test')
    expect(after.status).toMatch(/approved|rejected/)
    expect(after.request).toMatchObject({ fields: [], message: '' })
    expect(after.decisions).toMatchObject([{ name: GUEST, via: 'mail' }])
    const [mark] = await world.sql()`select actor from audit_event where workspace_id = ${workspace.id} and resource_id = ${id}`
    expect(mark?.actor).toEqual({ kind: 'guest', address: GUEST })
  })

  it('is as old as the clock of the database says, whatever that of this machine does', async () => {
    const { token } = await linked()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31 * 86_400_000 })
    onTestFinished(() => void vi.useRealTimers())
    expect(await openLink({ token }, 'test')).toMatchObject({ status: 'open', refusal: null })
  })

  it('is worth nothing when it is changed, expired, of another question, or of somebody no longer asked', async () => {
    const { workspace, id, token, call } = await linked()
    const other = await linked()
    const [row] = await messages(id)
    const [otherRow] = await messages(other.id)
    const real = { workspaceId: workspace.id, messageId: row?.id ?? '', waitId: id, email: GUEST }
    const gone = { code: 'not_found' }
    const old = '0190a5d0-0000-7000-8000-000000000000'
    await world.sql()`insert into approval_message (id, workspace_id, wait_id, channel, target, status)
      select ${old}, workspace_id, wait_id, channel, target, status from approval_message where id = ${real.messageId}`
    const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    for (const bad of [
      changed,
      '',
      'x'.repeat(75),
      `${token}A`,
      linkToken({ ...real, email: 'eve@outside.test' }),
      linkToken({ ...real, messageId: old }),
      linkToken({ ...real, waitId: other.id }),
      linkToken({ ...real, messageId: otherRow?.id ?? '' }),
      linkToken({ ...real, workspaceId: other.workspace.id }),
    ]) {
      await expect(openLink({ token: bad }, 'test')).rejects.toMatchObject(gone)
      await expect(decideByLink({ token: bad, decision: 'approved' }, 'test')).rejects.toMatchObject(gone)
    }
    await world.sql()`update wait set request = jsonb_set(request::jsonb, '{approvers,emails}', '[]')::json where id = ${id}`
    await expect(decideByLink({ token, decision: 'approved' }, 'test')).rejects.toMatchObject({ code: 'forbidden' })
    expect((await getApproval(call('viewer'), { id })).decisions).toEqual([])
  })

  it('is limited, whoever guesses', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 31 }, () => decideByLink({ token: 'x', decision: 'approved' }, 'guesser')))
    const codes = tries.map((each) => (each.status === 'rejected' ? each.reason.code : 'allowed'))
    expect(codes.filter((code) => code === 'limited')).toHaveLength(1)
  })

  it('does not let a member decide about their own run by another way', async () => {
    const { workspace, runId, id } = await asked({ emails: [GUEST], roles: ['approver' satisfies Role] })
    const { smtp, messenger } = await messengerWith()
    await messenger.look()
    const token = linkIn(smtp.mails.find(({ to }) => to[0] === GUEST)?.source ?? '')
    await world.sql()`update "user" set email = ${GUEST} where id = ${workspace.operator.userId}`
    const by = { kind: 'member', userId: workspace.operator.userId }
    await world.sql()`update run set started_by = ${world.sql().json(by)} where id = ${runId}`
    await expect(decideByLink({ token, decision: 'approved' }, 'test')).rejects.toThrow('You started this run')
    await world.sql()`update "user" set email = 'other@outside.test' where id = ${workspace.operator.userId}`
    await decideByLink({ token, decision: 'approved' }, 'test')
    expect(await world.sql()`select 1 from approval_decision where wait_id = ${id}`).toHaveLength(1)
  })
})
