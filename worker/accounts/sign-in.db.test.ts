import { createHash } from 'node:crypto'
import { afterAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import type { HttpRequest, HttpResponse } from '@/flow/define/capabilities'
import { engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { type TestWorkspace, testDatabase, testWorkspace } from '@/server/db/testing'
import { finishSignIn } from '@/server/services/connections/oauth/finish'
import { startSignIn } from '@/server/services/connections/oauth/start'
import { openConnection } from '@/server/services/connections/open'
import { closeLiveBus, liveBus } from '@/server/services/live/bus'
import { answererWith } from '../asks/answer'
import { AskDesk } from '../asks/desk'
import type { Equipment } from '../capabilities/hands'
import { egressRules } from '../capabilities/http/address'
import { imapServerOf } from '../capabilities/mail/servers'

const database = testDatabase()
let desk: AskDesk
let workspace: TestWorkspace
afterAll(async () => {
  await desk.stop()
  await closeLiveBus()
})

/** The vendor: it gives tokens for the code, if the verifier fits the challenge it was shown. */
const vendor = { challenge: '', redirect: '', forms: [] as URLSearchParams[] }

async function vendorAnswers(request: HttpRequest): Promise<HttpResponse> {
  const form = new URLSearchParams(request.body && 'text' in request.body ? request.body.text : '')
  vendor.forms.push(form)
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  const fits = form.get('code') === 'the-code' && challenge === vendor.challenge && form.get('redirect_uri') === vendor.redirect
  const body: HttpResponse['body'] = fits
    ? { access_token: 'access', refresh_token: 'refresh', expires_in: 1_800 }
    : { error: 'invalid_grant' }
  return { status: fits ? 200 : 400, headers: {}, body, durationMs: 1 }
}

beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
  const http = { forStep: () => ({ send: vendorAnswers }), close: async () => {} }
  // Tokens need no other hands than http.
  desk ??= new AskDesk({
    sql: engineSql(),
    bus: await liveBus(),
    workerId: newId(),
    answerer: answererWith({ http } as never as Equipment),
  })
  await desk.start()
})

const input = { connector: 'xero', name: 'Acme books', fields: { clientId: 'client', clientSecret: 'client-secret' } }

async function begin(actor = workspace.builder): Promise<string> {
  const { url } = await startSignIn({ actor }, input)
  const { searchParams } = new URL(url)
  vendor.challenge = searchParams.get('code_challenge') ?? ''
  vendor.redirect = searchParams.get('redirect_uri') ?? ''
  return searchParams.get('state') ?? ''
}

it.each([-1, 1])('does so on a machine whose clock is %i hours off, and ends nothing that others began', async (hours) => {
  const actor = workspace.builder
  const { url } = await startSignIn({ actor }, input)
  const before = new URL(url).searchParams.get('state') ?? ''
  const right = Date.now()
  vi.useFakeTimers({ toFake: ['Date'], now: right + hours * 3_600_000 })
  onTestFinished(() => void vi.useRealTimers())
  const { connectionId } = await finishSignIn({ actor }, { state: await begin(), code: 'the-code' })
  const { credentials } = await openConnection(workspace.id, connectionId)
  const lasts = (credentials.expiresAt ?? 0) - right
  expect(lasts).toBeGreaterThan(1_800_000 - 3_000_000)
  expect(lasts).toBeLessThan(1_800_000 + 3_000_000)
  const refused = finishSignIn({ actor }, { state: before, code: 'another code' })
  await expect(refused).rejects.not.toThrow('This sign-in is over')
})

it('leads to the app and back to an account that is sealed, audited, and whoever signed in is its author', async () => {
  const state = await begin()
  const { connectionId } = await finishSignIn({ actor: workspace.builder }, { state, code: 'the-code' })
  const opened = await openConnection(workspace.id, connectionId)
  expect(opened).toMatchObject({ connector: 'xero', credentials: { accessToken: 'access', refreshToken: 'refresh', fields: input.fields } })
  const rows = await database.owner()`select * from connection where id = ${connectionId}`
  expect(rows[0]?.created_by).toBe(workspace.builder.userId)
  expect(JSON.stringify(rows)).not.toMatch(/client-secret|"access"|refresh/)
  const audit = await database.owner()`select action, actor->>'userId' as by from audit_event where resource_id = ${connectionId}`
  expect(audit).toEqual([{ action: 'connection.created', by: workspace.builder.userId }])
})

it('refuses a return that is another’s, used, late, or nobody’s (T31)', async () => {
  const refused = { code: 'invalid', message: expect.stringContaining('Begin again') }
  const state = await begin()
  await expect(finishSignIn({ actor: workspace.admin }, { state, code: 'the-code' })).rejects.toMatchObject(refused)
  const other = await testWorkspace(database.owner(), 'Other')
  await expect(finishSignIn({ actor: other.builder }, { state, code: 'the-code' })).rejects.toMatchObject(refused)
  await expect(finishSignIn({ actor: workspace.builder }, { state: `${state}x`, code: 'the-code' })).rejects.toMatchObject(refused)
  await finishSignIn({ actor: workspace.builder }, { state, code: 'the-code' })
  await expect(finishSignIn({ actor: workspace.builder }, { state, code: 'the-code' })).rejects.toMatchObject(refused)

  const late = await begin()
  await database.owner()`update oauth_attempt set expires_at = now() - interval '1 second' where used_at is null`
  await expect(finishSignIn({ actor: workspace.builder }, { state: late, code: 'the-code' })).rejects.toMatchObject(refused)
})

it('keeps nothing when the app says no, and says so', async () => {
  const state = await begin()
  await expect(finishSignIn({ actor: workspace.builder }, { state, code: 'another-code' })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('refused'),
  })
  expect(await database.owner()`select from connection where workspace_id = ${workspace.id}`).toHaveLength(0)
})

it('connects an account again without asking for its secret, and not one of somebody else', async () => {
  const first = await finishSignIn({ actor: workspace.builder }, { state: await begin(), code: 'the-code' })
  await database.owner()`update connection set broken_reason = 'Revoked' where id = ${first.connectionId}`
  const again = { ...input, fields: { clientId: 'client' }, connectionId: first.connectionId }
  const { url } = await startSignIn({ actor: workspace.builder }, again)
  const { searchParams } = new URL(url)
  vendor.challenge = searchParams.get('code_challenge') ?? ''
  const { connectionId } = await finishSignIn({ actor: workspace.builder }, { state: searchParams.get('state') ?? '', code: 'the-code' })
  expect(connectionId).toBe(first.connectionId)
  expect(vendor.forms.at(-1)?.get('client_secret')).toBe('client-secret')
  expect(await database.owner()`select broken_reason from connection where id = ${connectionId}`).toEqual([{ broken_reason: null }])

  const theirs = await testWorkspace(database.owner(), 'Theirs')
  await expect(startSignIn({ actor: theirs.owner }, again)).rejects.toMatchObject({ code: 'not_found' })
})

it('signs in at the provider of a mailbox, with its servers, and keeps no secret that would go elsewhere', async () => {
  const fields = { address: 'ap@acme.test', signIn: 'google', clientId: 'client', clientSecret: 'client-secret' }
  const call = { actor: workspace.builder }
  const { url } = await startSignIn(call, { connector: 'mail', name: 'Mailbox', fields })
  const { origin, searchParams } = new URL(url)
  expect(origin).toBe('https://accounts.google.com')
  expect(searchParams.get('scope')).toBe('https://mail.google.com/')
  vendor.challenge = searchParams.get('code_challenge') ?? ''
  vendor.redirect = searchParams.get('redirect_uri') ?? ''
  const { connectionId } = await finishSignIn(call, { state: searchParams.get('state') ?? '', code: 'the-code' })
  const opened = await openConnection(workspace.id, connectionId)
  expect(opened.hosts).toEqual(['imap.gmail.com', 'smtp.gmail.com'])
  const reach = { rules: egressRules([], []), resolve: async () => ['142.250.1.1'] }
  expect(await imapServerOf(opened.credentials, reach)).toMatchObject({
    host: 'imap.gmail.com',
    security: 'tls',
    auth: { user: 'ap@acme.test', accessToken: 'access' },
  })

  await expect(startSignIn(call, { connector: 'mail', name: 'Mailbox', fields: { ...fields, signIn: 'password' } })).rejects.toMatchObject({
    code: 'invalid',
  })
  const { clientSecret: _, ...elsewhere } = { ...fields, signIn: 'microsoft' }
  const moved = await startSignIn(call, { connector: 'mail', name: 'Mailbox', fields: elsewhere, connectionId })
  const parameters = new URL(moved.url).searchParams
  vendor.challenge = parameters.get('code_challenge') ?? ''
  await finishSignIn(call, { state: parameters.get('state') ?? '', code: 'the-code' })
  expect(vendor.forms.at(-1)?.get('client_secret')).toBeNull()
})
