import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { ApprovalRequestSchema } from '@/flow/define/approval'
import type { HttpRequest, HttpResponse } from '@/flow/define/capabilities'
import type { Json } from '@/flow/json'
import { engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { receiveCallback } from '@/server/services/callbacks/receive'
import { sealCredentials } from '@/server/services/connections/open'
import { liveBus } from '@/server/services/live/bus'
import { answererWith } from '../asks/answer'
import { AskDesk } from '../asks/desk'
import type { Equipment } from '../capabilities/hands'
import { testWorld } from '../testing/world'

const world = testWorld()
const SECRET = 'signing-secret-of-the-app'
const TEAM = 'T0ACME'
let desk: AskDesk
/** Slack, as far as it is asked here: who a person is, and what was whispered to them. */
const slack = { email: '', whispers: [] as string[] }

async function slackAnswers(request: HttpRequest): Promise<HttpResponse> {
  const answer = (body: Json): HttpResponse => ({ status: 200, headers: {}, body, durationMs: 1 })
  if (request.url.startsWith('https://hooks.slack.com/')) {
    slack.whispers.push(JSON.stringify(request.body))
    return answer('ok')
  }
  expect(request.headers?.Authorization).toBe('Bearer xoxb-token')
  return answer({ ok: true, user: { id: 'U1', name: 'ada', team_id: TEAM, profile: { email: slack.email } } })
}

beforeAll(async () => {
  const http = { forStep: () => ({ send: slackAnswers }), close: async () => {} }
  const mail = { forStep: () => ({}) }
  const documents = { forStep: () => ({}), close: async () => {} }
  // Nothing but http is used here.
  const equipment = { http, mail, documents, model: null } as never as Equipment
  desk = new AskDesk({ sql: engineSql(), bus: await liveBus(), workerId: newId(), answerer: answererWith(equipment) })
  await desk.start()
})
afterAll(() => desk.stop())
beforeEach(() => {
  slack.whispers = []
})

async function scene() {
  const flow = await world.flow('t → a', { a: { type: 'data.set', params: { fields: [] } } })
  const { workspaceId } = flow
  const [connectionId, waitId, userId] = [newId(), newId(), newId()]
  const email = `ada-${userId}@acme.test`
  const sql = world.sql()
  await sql`insert into "user" (id, email, name) values (${userId}, ${email}, 'Ada')`
  await sql`insert into membership (workspace_id, user_id, role) values (${workspaceId}, ${userId}, 'approver')`
  const credentials = { fields: { botToken: 'xoxb-token', signingSecret: SECRET } }
  const sealed = await inWorkspace(workspaceId, (tx) => sealCredentials(tx, { id: connectionId, workspaceId }, credentials))
  await sql`insert into connection (id, workspace_id, connector, name, sealed, allowed_hosts, created_by)
    values (${connectionId}, ${workspaceId}, 'slack', 'Slack', ${sealed}, ${['slack.com']}, ${userId})`
  const runId = await flow.start()
  const request = ApprovalRequestSchema.parse({
    question: 'Pay?',
    approvers: { roles: ['approver'] },
    slack: { connectionId, channel: '#finance' },
  })
  await sql`insert into wait (id, workspace_id, run_id, step, kind, request) values (${waitId}, ${workspaceId}, ${runId}, 'a', 'approval', ${sql.json(request)})`
  slack.email = email
  const press = (
    more: { decision?: 'approve' | 'reject'; waitId?: string; secret?: string; at?: number; connectionId?: string; userTeam?: string } = {},
  ) => {
    const payload = {
      type: 'block_actions',
      user: { id: 'U1', username: 'ada', team_id: more.userTeam ?? TEAM },
      team: { id: TEAM },
      container: { channel_id: 'C1', message_ts: '1.2' },
      response_url: 'https://hooks.slack.com/actions/1',
      actions: [{ action_id: `kaos.${more.decision ?? 'approve'}`, value: more.waitId ?? waitId }],
    }
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
    const timestamp = String(Math.floor((more.at ?? Date.now()) / 1_000))
    const signature = `v0=${createHmac('sha256', more.secret ?? SECRET)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex')}`
    return receiveCallback({ connector: 'slack', workspaceId, connectionId: more.connectionId ?? connectionId, body, signature, timestamp })
  }
  const decisions = () => sql`select decider, decision, via from approval_decision where wait_id = ${waitId}`
  return { press, decisions, userId, workspaceId, connectionId }
}

it('decides once, as the member whose address Slack vouches for', async () => {
  const { press, decisions, userId } = await scene()
  expect(await press()).toBe(true)
  expect(await decisions()).toEqual([{ decider: userId, decision: 'approved', via: 'slack' }])
  expect(await press({ decision: 'reject' })).toBe(true)
  expect(await decisions()).toHaveLength(1)
  expect(slack.whispers.join()).toMatch(/decided/)
})

it('believes nothing that the app did not sign just now', async () => {
  const { press, decisions } = await scene()
  expect(await press({ secret: 'another' })).toBe(false)
  expect(await press({ at: Date.now() - 6 * 60_000 })).toBe(false)
  expect(await press({ connectionId: newId() })).toBe(false)
  expect(await decisions()).toEqual([])
})

it('tells somebody who was not asked, or is of another team, and decides nothing', async () => {
  const { press, decisions } = await scene()
  slack.email = 'stranger@elsewhere.test'
  expect(await press()).toBe(true)
  expect(await press({ userTeam: 'T0OTHER' })).toBe(true)
  expect(await decisions()).toEqual([])
  expect(slack.whispers).toHaveLength(2)
})

it('takes no card of another account, nor another workspace’s question', async () => {
  const [ours, theirs] = [await scene(), await scene()]
  const [foreign] = await world.sql()`select id from wait where workspace_id = ${theirs.workspaceId}`
  expect(await ours.press({ waitId: String(foreign?.id) })).toBe(true)
  await world.sql()`update wait set request = jsonb_set(request::jsonb, '{slack,connectionId}', to_jsonb(${newId()}::text)) where workspace_id = ${ours.workspaceId}`
  slack.email = (await world.sql()`select email from "user" where id = ${ours.userId}`)[0]?.email
  expect(await ours.press()).toBe(true)
  expect([...(await ours.decisions()), ...(await theirs.decisions())]).toEqual([])
})
