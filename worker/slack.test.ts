import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { definitionOf } from '@/connectors/catalogue'
import { slackAccount } from '@/connectors/slack/account'
import { approvalCard, cardIn, postCard, settledCard, updateCard } from '@/connectors/slack/approval-card'
import { call } from '@/connectors/slack/call'
import { listChannels } from '@/connectors/slack/channels'
import { lookUpMessage, messageMark } from '@/connectors/slack/look-up-message'
import { postMessage } from '@/connectors/slack/message'
import { ApprovalRequestSchema } from '@/flow/define/approval'
import type { Capabilities } from '@/flow/define/capabilities'
import type { JsonObject } from '@/flow/json'
import { SLACK_SPEC_ABSENT } from '@/server/sandbox/testing/slack-spec'
import { slackUser } from './approvals/slack-user'
import { BOT_TOKEN, foreignSlack, type Mishap } from './testing/slack'

let slack: Awaited<ReturnType<typeof foreignSlack>>
beforeEach(async () => {
  slack = await foreignSlack()
})
afterEach(async () => {
  expect(slack.wrong).toEqual([])
  await slack.close()
})

const token = { fields: { botToken: BOT_TOKEN } }

function run(type: string, params: JsonObject, http = slack.hands(token)) {
  const definition = definitionOf(type)
  if (definition?.kind !== 'action') throw new Error(`${type} is no action`)
  const use = { http } as Capabilities // all that Slack's actions use
  return Promise.resolve(
    definition.run({
      input: definition.input.parse(params) as JsonObject,
      use,
      connection: { id: 'c', name: 'Slack', sandbox: false, settings: {} },
      idempotencyKey: 'run/step',
      attempt: 1,
      signal: new AbortController().signal,
    }),
  )
}

const post = (text = 'Hello') => run('slack.post-message', { channel: '#finance', text })

function test(http: Capabilities['http']) {
  const use = { http } as Capabilities // as above
  const connection = { id: 'c', name: 'Slack', sandbox: false, settings: {} }
  return slackAccount.test({ use, connection, signal: new AbortController().signal })
}

it.skipIf(SLACK_SPEC_ABSENT)('every request here is held against Slack’s description (needs ../shared/data/specs)', async () => {
  await slack.hands(token).send(call('chat.postMessage', { text: 'to nobody' }))
  expect(slack.wrong.splice(0)).toEqual(['/chat.postMessage: “channel” is missing'])
})

describe('the account', () => {
  it('says who it is, by bot token or after signing in', async () => {
    const settings = { team: 'Sandbox', teamId: 'T0SANDBOX1', botUserId: 'U0SANDBOT1' }
    expect(await test(slack.hands(token))).toEqual({ account: 'Sandbox / kaos', settings })
    expect(await test(slack.hands({ fields: { botToken: '' }, accessToken: BOT_TOKEN }))).toMatchObject({ settings })
  })

  it('asks to be connected again when the token is wrong, and for one when there is none', async () => {
    await expect(test(slack.hands({ fields: { botToken: 'xoxb-old' } }))).rejects.toMatchObject({
      code: 'slack_invalid_auth',
      retry: false,
      hint: 'Open the connection and connect it again.',
    })
    expect(() => slack.hands({ fields: {} }).send({ method: 'GET', url: 'https://slack.com/api/auth.test' })).toThrow('no bot token yet')
  })

  it('lists channels over pages', async () => {
    const page = (name: string, next_cursor: string) => ({
      status: 200,
      body: JSON.stringify({ ok: true, channels: [{ id: `C${name}`, name, is_private: true }], response_metadata: { next_cursor } }),
    })
    slack.mishaps.push(page('zeta', 'more'), page('alpha', ''))
    expect(await listChannels({ use: { http: slack.hands(token) } })).toEqual([
      { value: 'Calpha', label: '#alpha', hint: 'private' },
      { value: 'Czeta', label: '#zeta', hint: 'private' },
    ])
    expect(slack.seen.map(({ url }) => new URL(url).searchParams.get('cursor'))).toEqual([null, 'more'])
    expect((await listChannels({ use: { http: slack.hands(token) } })).map(({ label }) => label)).toEqual([
      '#approvals',
      '#finance',
      '#general',
    ])
  })
})

describe('messages', () => {
  it('posts, answers in the thread, and changes', async () => {
    const { channel, ts } = Object(await post('First'))
    expect(await run('slack.post-message', { channel, text: 'Second', threadTs: ts })).toMatchObject({ channel: 'C0FINANCE01' })
    expect(await run('slack.update-message', { channel, ts, text: 'Changed' })).toEqual({ channel, ts })
    expect((await slack.messages()).map(({ text, threadTs }) => [text, threadTs])).toEqual(
      expect.arrayContaining([
        ['Changed', null],
        ['Second', ts],
      ]),
    )
  })

  it('lets nothing from outside link, ping or be fetched', async () => {
    await post('Pay <https://evil.example|your bank> & tell <!channel> <@U0SANDADA1>')
    const [message] = await slack.messages()
    expect(message?.text).toBe('Pay &lt;https://evil.example|your bank&gt; &amp; tell &lt;!channel&gt; &lt;@U0SANDADA1&gt;')
    const sent = new URLSearchParams(Object(slack.seen[0]?.body).text)
    expect([sent.get('parse'), sent.get('unfurl_links'), sent.get('unfurl_media')]).toEqual(['none', 'false', 'false'])
  })
})

describe('whether a message stands there', () => {
  const lookUp = (key = 'run/step', place = { channel: '#finance', threadTs: '' }, since: Date | null = new Date()) =>
    lookUpMessage({ use: { http: slack.hands(token) } }, place, key, since)

  it('is known by what it carries, in the channel or in its thread', async () => {
    const { channel, ts } = Object(await post())
    expect(await lookUp()).toEqual({ output: { channel, ts }, count: 1 })
    expect(await lookUp('run/step', { channel, threadTs: '' }, null)).toEqual({ output: { channel, ts }, count: 1 })
    expect(await lookUp('run/other')).toBeNull()
    expect(await lookUp('run/step', { channel: '#general', threadTs: '' })).toBeNull()
    await slack.hands(token).send(postMessage(channel, { text: 'An answer' }, ts, messageMark('run/answer')))
    expect(await lookUp('run/answer')).toBeNull()
    expect(await lookUp('run/answer', { channel, threadTs: ts })).toMatchObject({ count: 1 })
  })

  it('over pages, and the first of two', async () => {
    const { channel, ts } = Object(await post())
    await post()
    const page = (messages: object[], next_cursor: string) => ({
      status: 200,
      body: JSON.stringify({ ok: true, has_more: next_cursor !== '', messages, response_metadata: { next_cursor } }),
    })
    expect(await lookUp()).toEqual({ output: { channel, ts }, count: 2 })
    slack.seen.length = 0
    slack.mishaps.push(page([{ ts: '2.0' }], 'more'), page([{ ts: '1.0', metadata: messageMark('run/step') }], ''))
    expect(await lookUp('run/step', { channel, threadTs: '' })).toEqual({ output: { channel, ts: '1.0' }, count: 1 })
    expect(slack.seen.map(({ url }) => new URL(url).searchParams.get('cursor'))).toEqual([null, 'more'])
  })

  it('can’t be said when Slack does not say it, or there are too many', async () => {
    slack.mishaps.push({ status: 200, body: '{"ok":false,"error":"missing_scope","needed":"channels:history"}' })
    await expect(lookUp('run/step', { channel: 'C0FINANCE01', threadTs: '' })).rejects.toThrow('lacks the permission channels:history')
    await expect(lookUp('run/step', { channel: '#nowhere', threadTs: '' })).rejects.toThrow('There is no channel #nowhere')
    const endless = { status: 200, body: JSON.stringify({ ok: true, messages: [], response_metadata: { next_cursor: 'more' } }) }
    slack.mishaps.push(...Array<Mishap>(20).fill(endless))
    await expect(lookUp('run/step', { channel: 'C0FINANCE01', threadTs: '' })).rejects.toMatchObject({ code: 'slack_too_many' })
  })
})

describe('when Slack refuses or fails', () => {
  const refusal = (error: string, more: object = {}): Mishap => ({ status: 200, body: JSON.stringify({ ok: false, error, ...more }) })

  it.each([
    ['not_in_channel', { retry: false, hint: expect.stringContaining('/invite') }],
    ['token_revoked', { retry: false, hint: expect.stringContaining('connect it again') }],
    ['account_inactive', { retry: false, hint: expect.stringContaining('connect it again') }],
    ['msg_too_long', { retry: false, hint: expect.stringContaining('Shorten') }],
    ['something_new', { retry: false, message: 'Slack refused: something_new.' }],
    // Slack itself can't say whether it was done: a person has to look, or two messages might stand there.
    ['internal_error', { retry: true, unsure: true }],
    ['service_unavailable', { retry: true, unsure: false }],
  ])('%s', async (error, expected) => {
    slack.mishaps.push(refusal(error))
    await expect(post()).rejects.toMatchObject({ code: `slack_${error}`, ...expected })
  })

  it('names the permission that is missing', async () => {
    slack.mishaps.push(refusal('missing_scope', { needed: 'groups:read', provided: 'chat:write' }))
    await expect(listChannels({ use: { http: slack.hands(token) } })).rejects.toThrow('The token lacks the permission groups:read.')
  })

  it('waits as long as Slack asks', async () => {
    slack.mishaps.push({ status: 429, headers: { 'retry-after': '30' }, body: '{"ok":false,"error":"ratelimited"}' })
    await expect(post()).rejects.toMatchObject({ code: 'slack_ratelimited', retry: true, unsure: false, retryAfterMs: 30_000 })
    slack.mishaps.push({ status: 429, headers: { 'retry-after': '7', 'content-type': 'text/html' }, body: 'slow down' })
    await expect(post()).rejects.toMatchObject({ code: 'http_429', retry: true, retryAfterMs: 7_000 })
  })

  it('never repeats by itself what may have been posted', async () => {
    slack.mishaps.push({ status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Oh</h1>' })
    await expect(post()).rejects.toMatchObject({ code: 'slack_answer', retry: false, unsure: true })
    slack.mishaps.push({ status: 200, headers: { 'content-type': 'text/html' }, body: 'Sign in to this hotel' })
    await expect(post()).rejects.toMatchObject({ code: 'slack_answer', retry: false, unsure: true })
    slack.mishaps.push('cut after')
    await expect(post('Cut')).rejects.toMatchObject({ code: 'http_cut_short', unsure: true })
    expect((await slack.messages()).map(({ text }) => text)).toEqual(['Cut'])
  })

  it('repeats an update, which says the same twice', async () => {
    const { channel, ts } = Object(await post())
    slack.mishaps.push({ status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Oh</h1>' })
    await expect(run('slack.update-message', { channel, ts, text: 'x' })).rejects.toMatchObject({ retry: true })
  })

  it('stops when the step is stopped while Slack is silent', async () => {
    const stop = new AbortController()
    slack.mishaps.push('silence')
    const posting = run('slack.post-message', { channel: '#finance', text: 'x' }, slack.hands(token, stop.signal))
    const failed = expect(posting).rejects.toThrow('stopped')
    while (slack.seen.length === 0) await new Promise(setImmediate)
    stop.abort(new Error('stopped'))
    await failed
  })
})

describe('an approval card', () => {
  const asked = {
    request: ApprovalRequestSchema.parse({ question: 'Approve invoice 2041 of Hooli?', approvers: {} }),
    waitId: '01890a5d-ac96-774b-bcce-b302099a8057',
    link: 'https://kaos.example/approvals/01890a5d-ac96-774b-bcce-b302099a8057',
    flowName: 'Invoices',
    startedBy: 'Hooli billing',
    isTest: false,
  }
  const ada = { decider: 'u1', name: 'Ada', via: 'slack' as const, at: '2026-12-15T14:03:00Z', comment: '' }

  it('is posted with buttons and settled in place without them', async () => {
    const http = slack.hands(token)
    const reference = cardIn(await http.send(postCard('#approvals', approvalCard(asked))), 'posted')
    expect(JSON.stringify(await slack.messages())).toContain('kaos.approve')
    const settled = settledCard(asked, { decision: 'approved', by: [ada], edits: [] })
    expect(cardIn(await http.send(updateCard(reference, settled)), 'updated')).toEqual(reference)
    const [message, ...more] = await slack.messages()
    expect(more).toEqual([])
    expect(JSON.stringify(message)).toContain('Approved by *Ada*')
    expect(JSON.stringify(message)).not.toContain('kaos.approve')
  })

  it('says why it could not be posted', async () => {
    const response = await slack.hands(token).send(postCard('#gone', approvalCard(asked)))
    expect(() => cardIn(response, 'posted')).toThrow('Slack knows no such channel, or the bot may not see it.')
  })
})

describe('who pressed', () => {
  const who = (userId: string, teamId = 'T0SANDBOX1') => slackUser(slack.hands(token), { userId, teamId })

  it('is known by e-mail and real name', async () => {
    expect(await who('U0SANDADA1')).toEqual({ id: 'U0SANDADA1', name: 'Ada Byron', email: 'ada@sandbox.example' })
  })

  it('has no address that counts when it is a bot, or somebody of another team', async () => {
    expect(await who('U0SANDBOT1')).toMatchObject({ email: null })
    expect(await who('U0SANDADA1', 'T0OTHERS01')).toMatchObject({ email: null })
  })

  it.each(['deleted', 'is_stranger', 'is_restricted'])('%s', async (property) => {
    const user = { id: 'U1', team_id: 'T0SANDBOX1', [property]: true, profile: { email: 'Ada@Acme.Test', real_name: 'Ada' } }
    slack.mishaps.push({ status: 200, body: JSON.stringify({ ok: true, user }) })
    expect((await who('U1')).email).toBe(property === 'is_restricted' ? 'ada@acme.test' : null)
  })

  it('is nobody when Slack does not know them', async () => {
    await expect(who('U0NOBODY01')).rejects.toMatchObject({ code: 'slack_user_not_found' })
  })
})
