import { simpleParser } from 'mailparser'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestWorkspace, testWorkspace } from '@/server/db/testing'
import { forgetEnv } from '@/server/env'
import { setMentionMails } from '@/server/services/account/mention-mails'
import { listThreads } from '@/server/services/comments/list'
import { removeComment } from '@/server/services/comments/remove'
import { reply } from '@/server/services/comments/reply'
import { startThread } from '@/server/services/comments/start'
import { createFlow } from '@/server/services/flows/create'
import { readInbox } from '@/server/services/inbox/read'
import { announce, liveBus } from '@/server/services/live/bus'
import { egressRules } from '../capabilities/http/address'
import { openMail } from '../capabilities/mail/mail'
import { foreignSmtp } from '../capabilities/mail/testing'
import { testWorld } from '../testing/world'
import { MentionMailer } from './mention-mailer'

const world = testWorld()
const closing: (() => Promise<unknown>)[] = []
let workspace: TestWorkspace
let flowId: string

beforeAll(() => {
  process.env.SMTP_URL = 'smtp://127.0.0.1:1'
  forgetEnv()
})
beforeEach(async () => {
  workspace = await testWorkspace(world.sql())
  flowId = (await createFlow({ actor: workspace.builder }, { name: 'Bills' })).id
})
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

async function mailer({
  graceSeconds = 0,
  listenMs = 30,
  most,
  ...smtpOptions
}: Record<string, number> & Parameters<typeof foreignSmtp>[0] = {}) {
  const smtp = await foreignSmtp(smtpOptions)
  closing.push(smtp.close)
  const mail = openMail(egressRules([], []), { url: `smtp://127.0.0.1:${smtp.port}`, from: 'KAOS <kaos@kaos.test>' })
  return { smtp, mailer: new MentionMailer({ sql: world.sql(), bus: await liveBus(), mail, graceSeconds, listenMs, most }) }
}

const mention = (body: string) => startThread({ actor: workspace.builder }, { flowId, place: { x: 0, y: 0 }, body })
const admin = () => `@{${workspace.admin.userId}}`
const states = async () =>
  (await world.sql()`select mail from notification where workspace_id = ${workspace.id} order by id`).map(({ mail }) => mail)

describe('a mention', () => {
  it('is mailed once, as text, with the way to it', async () => {
    const { threadId } = await mention(`${admin()} <img src=x> look at https://evil.example`)
    const { smtp, mailer: one } = await mailer()
    await Promise.all([one.look(), one.look()])
    await one.look()
    expect(smtp.mails).toHaveLength(1)
    const read = await simpleParser(smtp.mails[0]?.source ?? '')
    expect(smtp.mails[0]?.to[0]).toMatch(/^admin/)
    expect(read.subject).toBe('Builder mentioned you in Bills')
    expect(read.text).toContain('@Admin <img src=x>')
    expect(read.text).toContain(`/w/${workspace.slug}/flows/${flowId}?thread=${threadId}`)
    expect(read.html).not.toContain('<img')
    expect(await states()).toEqual(['sent'])
  })

  it('is not mailed to who wants no such mails, until they want them again', async () => {
    const who = { ...workspace.admin, email: '' }
    await setMentionMails(who, { wanted: false })
    await mention(`${admin()} one`)
    const { smtp, mailer: one } = await mailer()
    await one.look()
    expect(smtp.mails).toEqual([])
    expect(await states()).toEqual([null])
    await setMentionMails(who, { wanted: true })
    await mention(`${admin()} two`)
    await one.look()
    expect(smtp.mails).toHaveLength(1)
    const audited =
      await world.sql()`select detail from audit_event where workspace_id = ${workspace.id} and action = 'user.mails-set' order by at`
    expect(audited.map(({ detail }) => detail)).toEqual([{ mentions: false }, { mentions: true }])
  })

  it('is not mailed before there was time to see it, nor when it was seen, taken back, or is an answer only', async () => {
    await mention(`${admin()} one`)
    const { smtp, mailer: patient } = await mailer({ graceSeconds: 3_600 })
    await patient.look()
    expect(await states()).toEqual(['owed'])

    await readInbox({ actor: workspace.admin }, {})
    const { threadId } = await mention('Nobody yet')
    await reply({ actor: workspace.admin }, { threadId, body: 'An answer' })
    await mention(`${admin()} gone`)
    const [gone] = (await listThreads({ actor: workspace.builder }, { flowId })).flatMap(({ comments }) => comments)
    await removeComment({ actor: workspace.builder }, { id: gone?.id ?? '' })
    const { smtp: other, mailer: hasty } = await mailer()
    await hasty.look()
    expect([...smtp.mails, ...other.mails]).toEqual([])
    expect(await states()).toEqual([null, null])
  })

  it('waits while they look at the flow, and is mailed when they have gone without seeing it', async () => {
    await mention(`${admin()} here`)
    const whereabouts = { pointer: null, selected: [], view: { x: 0, y: 0, zoom: 1 } }
    const saying = setInterval(() => {
      const { userId, name } = workspace.admin
      void announce(`people:${flowId}`, { id: 'tab', userId, name, whereabouts })
    }, 20)
    closing.push(async () => clearInterval(saying))
    const { smtp, mailer: one } = await mailer({ listenMs: 500 })
    await one.look()
    expect([smtp.mails, await states()]).toEqual([[], ['owed']])
    clearInterval(saying)
    await one.look()
    expect(smtp.mails).toHaveLength(1)
  })

  it('is mailed however many others wait because somebody looks', async () => {
    await mention(`${admin()} here`)
    const other = (await createFlow({ actor: workspace.builder }, { name: 'Orders' })).id
    await startThread({ actor: workspace.builder }, { flowId: other, place: { x: 0, y: 0 }, body: `${admin()} there` })
    const whereabouts = { pointer: null, selected: [], view: { x: 0, y: 0, zoom: 1 } }
    const saying = setInterval(() => {
      const { userId, name } = workspace.admin
      void announce(`people:${flowId}`, { id: 'tab', userId, name, whereabouts })
    }, 20)
    closing.push(async () => clearInterval(saying))
    const { smtp, mailer: one } = await mailer({ listenMs: 500, most: 1 })
    await one.look()
    await one.look()
    expect(await states()).toEqual(['owed', 'sent'])
    expect(smtp.mails).toHaveLength(1)
    await readInbox({ actor: workspace.admin }, {})
  })

  it('goes to nobody who is no member any more', async () => {
    await mention(`${admin()} bye`)
    await world.sql()`delete from membership where user_id = ${workspace.admin.userId}`
    const { smtp, mailer: one } = await mailer()
    await one.look()
    expect([smtp.mails, await states()]).toEqual([[], [null]])
  })
})
