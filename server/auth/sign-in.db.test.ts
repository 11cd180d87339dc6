import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NextRequest } from 'next/server.js'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../db/testing'
import { signUp } from '../services/account/sign-up'
import { closeLiveBus } from '../services/live/bus'
import { inviteMember } from '../services/members/invite'
import { memberOf } from '../services/workspaces/member-of'
import { handlers } from './next-auth'
import { personFrom } from './person-from'

const database = testDatabase()
const PASSWORD = 'correct horse battery'
const HOME = 'http://localhost:3000'

let provider: Server
let issuer: string
/** What the provider says of whoever signs in next. */
let claims: Record<string, unknown>

beforeAll(async () => {
  ;({ server: provider, issuer } = await startProvider(() => claims))
  Object.assign(process.env, {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'kaos',
    OIDC_CLIENT_SECRET: 'a-secret-of-the-client',
    OIDC_NAME: 'Example ID',
  })
  await signUp({ name: 'Ada', email: 'ada@example.test', password: PASSWORD, workspaceName: 'Acme' })
})
afterAll(async () => {
  provider.closeAllConnections()
  provider.close()
  await closeLiveBus()
})

describe('with a password', () => {
  it('opens a session that signing out ends', async () => {
    const browser = new Browser()
    expect(await browser.signIn('ada@example.test', PASSWORD)).toBe(`${HOME}/`)
    const copied = browser.cookieHeader()
    expect(await browser.person()).toMatchObject({ name: 'Ada', email: 'ada@example.test' })
    await browser.post('signout', {})
    expect(await browser.person()).toBeNull()
    expect(await personFrom(new Headers({ cookie: copied }))).toBeNull()
  })

  it('says the same to a wrong password and to nobody', async () => {
    const wrong = await new Browser().signIn('ada@example.test', 'wrong wrong wrong')
    const nobody = await new Browser().signIn('nobody@example.test', 'wrong wrong wrong')
    expect(wrong).toContain('code=credentials')
    expect(nobody).toBe(wrong)
  })

  it('needs the token that only our own page can read', async () => {
    const browser = new Browser()
    const response = await browser.send('callback/credentials', { email: 'ada@example.test', password: PASSWORD, csrfToken: 'guessed' })
    expect(response.headers.get('location')).toContain('MissingCSRF')
    expect(await browser.person()).toBeNull()
  })

  it('says when there were too many tries', async () => {
    const browser = new Browser()
    for (let at = 0; at < 10; at++) await browser.signIn('many@example.test', 'wrong wrong wrong')
    expect(await browser.signIn('many@example.test', 'wrong wrong wrong')).toContain('code=rate-limited')
  })

  it('leads back to our own pages only, whatever the Host header says', async () => {
    const browser = new Browser({ host: 'evil.example', 'x-forwarded-host': 'evil.example' })
    expect(await browser.signIn('ada@example.test', PASSWORD, 'https://evil.example/')).not.toContain('evil.example')
  })
})

describe('with the organisation’s own sign-in', () => {
  it('lets an invited person in, as who the provider says', async () => {
    const ada = await signedIn()
    const [workspace] = await database.owner()`select id, slug from workspace`
    const actor = await memberOf(ada, workspace?.slug)
    if (!actor) throw new Error('Ada has no workspace')
    await inviteMember({ actor }, { email: 'bob@example.test', role: 'builder' })

    claims = { sub: 'bob', email: 'bob@example.test', email_verified: true, name: 'Bob' }
    const browser = new Browser()
    expect(await browser.signInAtProvider()).toBe(`${HOME}/`)
    const bob = await browser.person()
    expect(bob).toMatchObject({ name: 'Bob', email: 'bob@example.test' })
    expect(bob && (await memberOf(bob, workspace?.slug))).toMatchObject({ role: 'builder' })
  })

  it.each([
    ['nobody invited', { sub: 'eve', email: 'eve@example.test', email_verified: true }],
    ['who claims an address without proof', { sub: 'mallory', email: 'ada@example.test', email_verified: false }],
    ['whose address only looks like another', { sub: 'mallory', email: '\u0430da@example.test', email_verified: true }],
  ])('turns away somebody %s', async (_who, says) => {
    claims = says
    const browser = new Browser()
    expect(await browser.signInAtProvider()).toContain('error=AccessDenied')
    expect(await browser.person()).toBeNull()
  })

  it('takes an answer once, with the state this browser began with, or not at all', async () => {
    claims = { sub: 'bob', email: 'bob@example.test', email_verified: true, name: 'Bob' }
    const browser = new Browser()
    const callback = await browser.walkToCallback()
    expect(await new Browser().follow(callback)).toContain('error=')
    const forged = new URL(callback)
    forged.searchParams.set('state', 'another-state')
    expect(await browser.follow(forged.href)).toContain('error=')
    const late = new Browser()
    const used = await late.walkToCallback()
    const kept = late.copy()
    expect(await late.follow(used)).toBe(`${HOME}/`)
    expect(await kept.follow(used)).toContain('error=')
    expect(await kept.person()).toBeNull()
  })
})

async function signedIn() {
  const browser = new Browser()
  await browser.signIn('ada@example.test', PASSWORD)
  const person = await browser.person()
  if (!person) throw new Error('not signed in')
  return person
}

/** As much of a browser as signing in needs: cookies kept by name, redirects followed by hand. */
class Browser {
  readonly #cookies = new Map<string, string>()
  readonly #headers: Record<string, string>

  constructor(headers: Record<string, string> = {}) {
    this.#headers = headers
  }

  copy(): Browser {
    const copy = new Browser(this.#headers)
    for (const [name, value] of this.#cookies) copy.#cookies.set(name, value)
    return copy
  }

  cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  person() {
    return personFrom(new Headers({ cookie: this.cookieHeader() }))
  }

  async signIn(email: string, password: string, callbackUrl = '/'): Promise<string | null> {
    return this.post('callback/credentials', { email, password, callbackUrl })
  }

  /** With the token our page would have fetched; gives where it leads. */
  async post(path: string, fields: Record<string, string>): Promise<string | null> {
    const { csrfToken } = await (await this.get(`${HOME}/api/auth/csrf`)).json()
    const response = await this.send(path, { ...fields, csrfToken })
    return response.headers.get('location')
  }

  async send(path: string, fields: Record<string, string>): Promise<Response> {
    const headers = { ...this.#headers, cookie: this.cookieHeader(), 'content-type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams(fields).toString()
    return this.#keep(await handlers.POST(new NextRequest(`${HOME}/api/auth/${path}`, { method: 'POST', headers, body })))
  }

  async get(url: string): Promise<Response> {
    return this.#keep(await handlers.GET(new NextRequest(url, { headers: { ...this.#headers, cookie: this.cookieHeader() } })))
  }

  async follow(url: string): Promise<string | null> {
    return (await this.get(url)).headers.get('location')
  }

  async signInAtProvider(): Promise<string | null> {
    return this.follow(await this.walkToCallback())
  }

  /** To the provider, through its pages, and up to the address it sends the browser back to. */
  async walkToCallback(): Promise<string> {
    let url = await this.post('signin/oidc', { callbackUrl: '/' })
    const jar = new Map<string, string>()
    for (let step = 0; url && step < 10; step++) {
      const next = new URL(url, issuer)
      if (next.origin === HOME) return next.href
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(next, { redirect: 'manual', headers: { cookie } })
      for (const [name, value] of cookiesOf(response)) jar.set(name, value)
      url = response.headers.get('location')
    }
    throw new Error('The provider did not lead back')
  }

  #keep(response: Response): Response {
    for (const [name, value] of cookiesOf(response)) value ? this.#cookies.set(name, value) : this.#cookies.delete(name)
    return response
  }
}

function cookiesOf(response: Response): [string, string][] {
  return response.headers.getSetCookie().map((line) => {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    return [pair.slice(0, at), pair.slice(at + 1)]
  })
}

/** A real OIDC provider on loopback, whose only page says yes. */
async function startProvider(whoSignsIn: () => Record<string, unknown>): Promise<{ server: Server; issuer: string }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // listening on TCP
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'kaos',
        client_secret: 'a-secret-of-the-client',
        redirect_uris: [`${HOME}/api/auth/callback/oidc`],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ ...whoSignsIn(), sub: id }) }),
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/yes/${interaction.uid}` },
  })
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/yes/')) return provider.callback()(request, response)
    const accountId = String(whoSignsIn().sub)
    const { params, grantId } = await provider.interactionDetails(request, response)
    const grant = (grantId && (await provider.Grant.find(grantId))) || new provider.Grant({ accountId, clientId: String(params.client_id) })
    grant.addOIDCScope(String(params.scope))
    return provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId: await grant.save() } })
  })
  return { server, issuer }
}
