import { expect, it } from 'vitest'
import type { HttpRequest, HttpResponse } from '@/flow/define/capabilities'
import type { Json } from '@/flow/json'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { decideApproval } from '@/server/services/approvals/decide'
import { getApproval } from '@/server/services/approvals/get'
import { sealCredentials } from '@/server/services/connections/open'
import { liveBus } from '@/server/services/live/bus'
import type { Equipment } from '../capabilities/hands'
import { testWorld } from '../testing/world'
import { Messenger } from './messenger'
import { slackChannel } from './slack-channel'
import { askingIn } from './testing'

const world = testWorld()
const asked = askingIn(world)

/** A question that is also asked in Slack, and a Slack that answers as it is told. */
async function askedInSlack(answer: (request: HttpRequest) => Json) {
  const sent: HttpRequest[] = []
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    sent.push(request)
    return { status: 200, headers: {}, body: answer(request), durationMs: 1 }
  }
  const { workspace, id, call } = await asked({ roles: ['approver'] })
  const connectionId = newId()
  const credentials = { fields: { botToken: 'xoxb-secret-token' } }
  const which = { id: connectionId, workspaceId: workspace.id }
  const sealed = await inWorkspace(workspace.id, (tx) => sealCredentials(tx, which, credentials))
  await world.sql()`insert into connection (id, workspace_id, connector, name, sealed, allowed_hosts, created_by)
    values (${connectionId}, ${workspace.id}, 'slack', 'Slack', ${sealed}, ${['slack.com']}, ${workspace.owner.userId})`
  const slack = JSON.stringify({ connectionId, channel: '#finance' })
  await world.sql()`update wait set request = jsonb_set(request::jsonb, '{slack}', ${slack}::text::jsonb)::json where id = ${id}`
  const http = { forStep: () => ({ send }), close: async () => {} }
  const mail = { forStep: () => ({}) }
  const documents = { forStep: () => ({}), close: async () => {} }
  // Nothing but http is used here.
  const equipment = { http, mail, documents, model: null } as never as Equipment
  const messenger = new Messenger({ sql: world.sql(), bus: await liveBus(), channels: { mail: null, slack: slackChannel(equipment) } })
  const account = () => world.sql()`select broken_reason from connection where id = ${connectionId}`
  return { id, call, sent, messenger, account }
}

it('posts one card, and says on it in place how it ended', async () => {
  const { id, call, sent, messenger } = await askedInSlack(() => ({ ok: true, channel: 'C1', ts: '1.5' }))
  await messenger.look()
  await messenger.look()
  expect(sent.map(({ url }) => url)).toEqual(['https://slack.com/api/chat.postMessage'])
  await decideApproval(call('approver'), { id, decision: 'approved' })
  await messenger.look()
  expect(sent.map(({ url }) => url)).toEqual(['https://slack.com/api/chat.postMessage', 'https://slack.com/api/chat.update'])
  expect(JSON.stringify(sent[1]?.body)).toContain('Approved+by')
})

it('a token that was revoked shows on the approval and on the account, and the question can still be decided', async () => {
  const { id, call, messenger, account } = await askedInSlack(() => ({ ok: false, error: 'token_revoked' }))
  await messenger.look()
  expect((await getApproval(call('owner'), { id })).undelivered.join()).toContain('The token was revoked in Slack.')
  expect(await account()).toEqual([{ broken_reason: expect.stringContaining('connect it again') }])
  await decideApproval(call('approver'), { id, decision: 'approved' })
  expect((await getApproval(call('owner'), { id })).status).toBe('approved')
})
