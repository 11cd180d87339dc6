import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ask, call } from '@/connectors/slack/call'
import { postMessage, updateMessage } from '@/connectors/slack/message'
import type { HttpRequest } from '@/flow/define/capabilities'
import { recordsInMemory } from '../testing/records-in-memory'
import { SLACK_SPEC_ABSENT, SlackSpec } from '../testing/slack-spec'
import { CHANNELS } from './people'
import { slackSandbox } from './slack'

const spec = SLACK_SPEC_ABSENT ? null : new SlackSpec()
const FINANCE = 'C0FINANCE01'

/** One sandbox; every request and answer is held against Slack's description, where it is at hand. */
function sandbox(now = new Date('2026-12-15T09:00:00Z')) {
  const records = recordsInMemory()
  const files = { read: () => Promise.reject(new Error('no files here')), write: () => Promise.reject(new Error('no files here')) }
  return async (request: HttpRequest) => {
    const { status, body } = await slackSandbox(request, { records, files, now })
    expect(status).toBe(200)
    if (!body) throw new Error('Slack always says something')
    expect(spec?.wrongInAnswer(request, body) ?? []).toEqual([])
    if (body.ok === true) expect(spec?.wrongInRequest(request) ?? []).toEqual([])
    return body
  }
}

describe.skipIf(SLACK_SPEC_ABSENT)('the sandbox against Slack’s description (needs ../shared/data/specs)', () => {
  it('is really held against it', () => {
    const strict = new SlackSpec()
    expect(strict.wrongInRequest(call('chat.postMessage', { text: 'x', colour: 'red' }))).toEqual([
      '/chat.postMessage has no formData argument “colour”',
      '/chat.postMessage: “channel” is missing',
    ])
    expect(strict.wrongInRequest(call('chat.update', { channel: '#finance', ts: '1', text: 'x' }))).toHaveLength(2)
    expect(strict.wrongInRequest(ask('conversations.history', { channel: '#finance', limit: '9' }))).toHaveLength(1)
    expect(
      strict
        .wrongInAnswer(ask('conversations.history'), {
          ok: true,
          has_more: false,
          pin_count: 0,
          channel_actions_ts: null,
          channel_actions_count: 0,
          messages: [{ type: 'message', ts: '1797325200.000000', text: '', metadata: { event_type: 'x' } }],
        })
        .join(),
    ).toContain("required property 'event_payload'")
    expect(strict.wrongInRequest(ask('conversations.list', { limit: 'many' }))).toEqual(['/conversations.list: “limit” is no integer'])
    expect(strict.wrongInAnswer(ask('users.info'), { ok: true, user: { id: 'U0SANDADA1' } }).join()).toContain(
      "required property 'profile'",
    )
    expect(strict.wrongInAnswer(ask('conversations.list'), { ok: true, channels: [{ id: FINANCE, name: 'finance' }] })).not.toEqual([])
    const posted = { ok: true, channel: FINANCE, ts: 'now', message: { type: 'message', text: '', ts: 'now', bot_id: 7 } }
    expect(strict.wrongInAnswer(call('chat.postMessage', {}), posted).length).toBeGreaterThan(2)
  })

  it.each([...CHANNELS])('#$name is a channel as Slack describes one', async ({ name }) => {
    const answer = await sandbox()(ask('conversations.list', { types: 'public_channel' }))
    expect(answer).toMatchObject({ channels: expect.arrayContaining([expect.objectContaining({ name })]) })
  })
})

describe('the Slack sandbox', () => {
  it('says who it is, and who people are', async () => {
    const send = sandbox()
    expect(await send(ask('auth.test'))).toMatchObject({ ok: true, team: 'Sandbox', user: 'kaos' })
    expect(await send(ask('users.info', { user: 'U0SANDADA1' }))).toMatchObject({ user: { profile: { email: 'ada@sandbox.example' } } })
    expect(await send(ask('users.info', { user: 'U0NOBODY01' }))).toEqual({ ok: false, error: 'user_not_found' })
  })

  it('lists channels page by page', async () => {
    const send = sandbox()
    const first = await send(ask('conversations.list', { types: 'public_channel,private_channel', limit: '2' }))
    expect(first).toMatchObject({ channels: [{ name: 'general' }, { name: 'finance' }] })
    const cursor = z.object({ next_cursor: z.string() }).parse(first.response_metadata).next_cursor
    expect(await send(ask('conversations.list', { types: 'public_channel', limit: '2', cursor }))).toMatchObject({
      channels: [{ name: 'approvals' }],
      response_metadata: { next_cursor: '' },
    })
    expect(await send(ask('conversations.list', { types: 'private_channel' }))).toMatchObject({ channels: [] })
    expect(await send(ask('conversations.list', { cursor: 'x' }))).toEqual({ ok: false, error: 'invalid_cursor' })
  })

  it('names every message by a time of its own, though the clock stands still', async () => {
    const send = sandbox()
    const posted = []
    for (const text of ['one', 'two', 'three']) posted.push(await send(postMessage('#finance', { text })))
    const stamps = posted.map((each) => String(each.ts))
    expect(stamps).toEqual(['1797325200.000000', '1797325200.000001', '1797325200.000002'])
  })

  it('changes a message, keeping what is not given', async () => {
    const send = sandbox()
    const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'body' } }]
    const { ts } = await send(postMessage('finance', { text: 'before', blocks }))
    const changed = await send(call('chat.update', { channel: FINANCE, ts: String(ts), text: 'after' }))
    expect(changed).toMatchObject({ ok: true, ts, text: 'after', message: { blocks } })
    const bare = await send(updateMessage({ channel: FINANCE, ts: String(ts) }, { text: 'bare' }))
    expect(bare.message).not.toHaveProperty('blocks')
  })

  it('shows a channel, newest first, page by page; what a message carries only to who asks for it', async () => {
    const send = sandbox()
    const mark = { event_type: 'kaos_step', event_payload: { key: 'k' } }
    const stamps: string[] = []
    for (const text of ['one', 'two', 'three']) stamps.push(String((await send(postMessage(FINANCE, { text }, '', mark))).ts))
    await send(postMessage('#general', { text: 'elsewhere' }))
    await send(postMessage(FINANCE, { text: 'an answer' }, stamps[0]))
    const first = await send(ask('conversations.history', { channel: FINANCE, limit: '2', include_all_metadata: 'true' }))
    expect(first).toMatchObject({ messages: [{ text: 'three', metadata: mark }, { text: 'two' }], has_more: true })
    const cursor = z.object({ next_cursor: z.string() }).parse(first.response_metadata).next_cursor
    const last = await send(ask('conversations.history', { channel: FINANCE, limit: '2', cursor }))
    expect(last).toMatchObject({ messages: [{ text: 'one' }], has_more: false })
    expect(JSON.stringify(last)).not.toContain('metadata')
    expect(await send(ask('conversations.history', { channel: FINANCE, oldest: stamps[1] ?? '' }))).toMatchObject({
      messages: [{ text: 'three' }],
    })
    expect(await send(ask('conversations.history', { channel: 'C0APPROVALS' }))).toMatchObject({ messages: [] })
    expect(await send(ask('conversations.replies', { channel: FINANCE, ts: stamps[0] ?? '', include_all_metadata: 'true' }))).toMatchObject(
      { messages: [{ text: 'one', metadata: mark }, { text: 'an answer' }] },
    )
  })

  it.each([
    ['a history by name', ask('conversations.history', { channel: '#finance' }), 'channel_not_found'],
    ['a thread that is none', ask('conversations.replies', { channel: FINANCE, ts: '1797325200.000000' }), 'thread_not_found'],
    ['metadata that is none', call('chat.postMessage', { channel: FINANCE, text: 'x', metadata: '{"a":1}' }), 'invalid_metadata_format'],
    ['no such channel', postMessage('#nowhere', { text: 'x' }), 'channel_not_found'],
    ['a name in an update', call('chat.update', { channel: '#finance', ts: '1797325200.000000', text: 'x' }), 'channel_not_found'],
    ['no such message', updateMessage({ channel: FINANCE, ts: '1797325200.000000' }, { text: 'x' }), 'message_not_found'],
    ['no such thread', postMessage(FINANCE, { text: 'x' }, '1797325200.000000'), 'thread_not_found'],
    ['nothing to say', postMessage(FINANCE, { text: '' }), 'no_text'],
    ['too much to say', postMessage(FINANCE, { text: 'x'.repeat(40_001) }), 'msg_too_long'],
    ['blocks that are no JSON', call('chat.postMessage', { channel: FINANCE, text: 'x', blocks: '[{' }), 'invalid_blocks_format'],
    ['a block too long', postMessage(FINANCE, { text: 'x', blocks: [{ type: 'header', text: plain('x'.repeat(151)) }] }), 'invalid_blocks'],
    ['too many blocks', postMessage(FINANCE, { text: 'x', blocks: Array(51).fill({ type: 'divider' }) }), 'invalid_blocks'],
  ])('refuses %s as Slack does', async (_, request, error) => {
    expect(await sandbox()(request)).toEqual({ ok: false, error })
  })

  it('knows no other method', async () => {
    const answer = await slackSandbox(call('toString', {}), {
      records: recordsInMemory(),
      files: { read: () => Promise.reject(), write: () => Promise.reject() },
      now: new Date(),
    })
    expect(answer.body).toEqual({ ok: false, error: 'unknown_method' })
  })
})

function plain(text: string) {
  return { type: 'plain_text', text }
}
