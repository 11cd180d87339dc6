import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import type { HttpRequest, HttpResponse } from '@/flow/define/capabilities'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { testDatabase, testWorkspace } from '@/server/db/testing'
import { type KeptCredentials, openConnection, sealCredentials } from '@/server/services/connections/open'
import { updateConnection } from '@/server/services/connections/update'
import { renewTokens } from './renew'

const database = testDatabase()
const OAUTH = { authorizationUrl: 'https://vendor.test/authorize', tokenUrl: 'https://vendor.test/token', scopes: [] }
const OLD: KeptCredentials = {
  fields: { clientId: 'client', clientSecret: 'shh' },
  accessToken: 'access-1',
  refreshToken: 'refresh-1',
  expiresAt: 0,
}

async function kept(credentials = OLD) {
  const { id: workspaceId, admin } = await testWorkspace(database.owner())
  const connectionId = newId()
  const sealed = await inWorkspace(workspaceId, (tx) => sealCredentials(tx, { id: connectionId, workspaceId }, credentials))
  await database.owner()`insert into connection (id, workspace_id, connector, name, sealed, allowed_hosts, created_by)
    values (${connectionId}, ${workspaceId}, 'mail', 'Account', ${sealed}, '{}', ${newId()})`
  return { workspaceId, connectionId, admin }
}

/** A vendor that takes each refresh token once. */
function vendor() {
  let current = 1
  const asked: string[] = []
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    const form = new URLSearchParams(request.body && 'text' in request.body ? request.body.text : '')
    asked.push(form.toString())
    await sleep(20)
    if (form.get('refresh_token') !== `refresh-${current}`) return answer(400, { error: 'invalid_grant' })
    current++
    return answer(200, { access_token: `access-${current}`, refresh_token: `refresh-${current}`, expires_in: 1_800 })
  }
  return { http: { send }, asked }
}

function answer(status: number, body: HttpResponse['body']): HttpResponse {
  return { status, headers: {}, body, durationMs: 1 }
}

it('asks once, however many need fresh tokens at the same time, and keeps what it got', async () => {
  const which = await kept()
  const { http, asked } = vendor()
  const fresh = await Promise.all(Array.from({ length: 8 }, () => renewTokens(http, OAUTH, which, OLD)))
  expect(asked).toEqual(['grant_type=refresh_token&refresh_token=refresh-1&client_id=client&client_secret=shh'])
  expect(new Set(fresh.map((credentials) => credentials?.accessToken))).toEqual(new Set(['access-2']))
  const { credentials } = await openConnection(which.workspaceId, which.connectionId)
  expect(credentials).toMatchObject({ accessToken: 'access-2', refreshToken: 'refresh-2', fields: OLD.fields })
  expect(credentials.expiresAt).toBeGreaterThan(Date.now())
})

it('loses nothing of what somebody enters while the app is asked', async () => {
  const { admin, ...which } = await kept({ ...OLD, fields: { ...OLD.fields, address: 'a@acme.test', signIn: 'google' } })
  const { http } = vendor()
  const own = { address: 'a@acme.test', smtpHost: 'smtp.acme.test', password: 'of the own server' }
  let entering: Promise<void> | undefined
  let entered = false
  const send = async (request: HttpRequest) => {
    entering = updateConnection({ actor: admin }, { id: which.connectionId, fields: own }).then(() => {
      entered = true
    })
    const waits = () => database.owner()`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await vi.waitFor(async () => expect(entered || (await waits()).length === 1).toBe(true), { timeout: 20_000 })
    return http.send(request)
  }
  await renewTokens({ send }, OAUTH, which, OLD)
  await entering
  const { credentials, hosts } = await openConnection(which.workspaceId, which.connectionId)
  expect(hosts).toEqual(['smtp.acme.test'])
  expect(credentials.fields).toMatchObject(own)
  expect(credentials.accessToken).toBeUndefined()
})

it('has nothing to renew without a refresh token', async () => {
  const { refreshToken: _, ...credentials } = OLD
  const { http, asked } = vendor()
  expect(await renewTokens(http, OAUTH, await kept(credentials), credentials)).toBeNull()
  expect(asked).toEqual([])
})

it('says that the account has to be connected again when the app says no, and tries again when it is only busy', async () => {
  const refused = { send: async () => answer(400, { error: 'invalid_grant', error_description: 'Token revoked' }) }
  await expect(renewTokens(refused, OAUTH, await kept(), OLD)).rejects.toMatchObject({
    code: 'account_refused',
    retry: false,
    message: 'The app takes this sign-in no longer: it ran out, or somebody withdrew it. It says: “Token revoked”',
    hint: 'Connect the account again under Connections, then retry from this step.',
    detail: { status: 400, error: 'invalid_grant' },
  })
  const stranger = { send: async () => answer(401, { error: 'invalid_client' }) }
  await expect(renewTokens(stranger, OAUTH, await kept(), OLD)).rejects.toMatchObject({
    code: 'account_refused',
    hint: expect.stringContaining('client id and secret'),
  })
  const busy = { send: async () => answer(503, null) }
  await expect(renewTokens(busy, OAUTH, await kept(), OLD)).rejects.toMatchObject({ retry: true })
})
