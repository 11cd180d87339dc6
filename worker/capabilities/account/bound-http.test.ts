import { expect, it } from 'vitest'
import type { HttpRequest, HttpResponse } from '@/flow/define/capabilities'
import type { Account } from './account'
import { boundHttp } from './bound-http'
import { HIDDEN, redactor } from './redact'

const TOKEN = 'xoxb-very-secret-token'
const files = { read: async () => new Uint8Array(), write: () => Promise.reject(new Error('no files here')) }

/** What reached the wire, and an account whose token goes into a header. */
function wired(answer: (request: HttpRequest) => Partial<HttpResponse>, more: Partial<Account> = {}) {
  const sent: HttpRequest[] = []
  let token = TOKEN
  const account: Account = {
    connector: 'slack',
    connection: { id: 'c1', name: 'Team', sandbox: false, settings: {} },
    credentials: { fields: {} },
    hosts: ['api.vendor.test', '*.files.vendor.test'],
    isBroken: false,
    authorize: (request) => ({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } }),
    freshen: async () => {},
    renew: async () => false,
    redact: redactor([TOKEN]),
    cleanError: (error) => error,
    ...more,
  }
  const http = {
    send: async (request: HttpRequest) => {
      sent.push(request)
      return { status: 200, headers: {}, body: null, durationMs: 1, ...answer(request) }
    },
  }
  const setToken = (next: string) => {
    token = next
  }
  return { send: boundHttp(http, { workspaceId: 'w', account, files }).send, sent, setToken }
}

it('puts the secret on requests to its hosts', async () => {
  const { send, sent } = wired(() => ({}))
  await send({ method: 'GET', url: 'https://api.vendor.test/a' })
  await send({ method: 'GET', url: 'https://eu.files.vendor.test/b' })
  expect(sent.map(({ headers }) => headers?.authorization)).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`])
})

it.each([
  'https://evil.test/',
  'https://api.vendor.test.evil.test/',
  'https://files.vendor.test/',
  'https://evilfiles.vendor.test/',
  'http://api.vendor.test/',
  'https://api.vendor.test:8443/',
  'https://api.vendor.test@evil.test/',
  '//api.vendor.test/',
  'nonsense',
])('sends nothing at all to %s', async (url) => {
  const { send, sent } = wired(() => ({}))
  await expect(send({ method: 'GET', url })).rejects.toMatchObject({ code: 'account_host', retry: false })
  expect(sent).toEqual([])
})

it('follows a redirect elsewhere without the secret, nor any header of the request (T21)', async () => {
  const { send, sent } = wired(({ url }) =>
    url.startsWith('https://api.') ? { status: 302, headers: { location: 'https://evil.test/x?a=1' } } : { body: 'there' },
  )
  expect((await send({ method: 'GET', url: 'https://api.vendor.test/', headers: { 'x-tenant': 't' } })).body).toBe('there')
  expect(sent[1]).toEqual({ method: 'GET', url: 'https://evil.test/x?a=1' })
})

it('follows a redirect among its hosts with it, and gives up in a circle', async () => {
  const { send, sent } = wired(({ url }) => (url.endsWith('/a') ? { status: 307, headers: { location: '/b' } } : {}))
  await send({ method: 'GET', url: 'https://api.vendor.test/a' })
  expect(sent[1]).toMatchObject({ url: 'https://api.vendor.test/b', headers: { authorization: `Bearer ${TOKEN}` } })
  const circle = wired(() => ({ status: 302, headers: { location: '/a' } }))
  await expect(circle.send({ method: 'GET', url: 'https://api.vendor.test/a' })).rejects.toMatchObject({ code: 'http_redirects' })
})

it('never repeats what changes something because of a redirect', async () => {
  const { send, sent } = wired(() => ({ status: 307, headers: { location: 'https://api.vendor.test/again' } }))
  expect((await send({ method: 'POST', url: 'https://api.vendor.test/a' })).status).toBe(307)
  expect(sent).toHaveLength(1)
})

it('hands on no answer that holds the secret', async () => {
  const { send } = wired(() => ({ headers: { 'x-echo': `Bearer ${TOKEN}` }, body: { you: { sent: TOKEN } } }))
  expect(await send({ method: 'GET', url: 'https://api.vendor.test/' })).toMatchObject({
    headers: { 'x-echo': `Bearer ${HIDDEN}` },
    body: { you: { sent: HIDDEN } },
  })
})

it('sends once more with fresh tokens after 401, and no more than once', async () => {
  const it = wired(() => ({ status: 401 }), {
    renew: async () => {
      it.setToken('fresh-token')
      return true
    },
  })
  expect((await it.send({ method: 'POST', url: 'https://api.vendor.test/' })).status).toBe(401)
  expect(it.sent.map(({ headers }) => headers?.authorization)).toEqual([`Bearer ${TOKEN}`, 'Bearer fresh-token'])
  const without = wired(() => ({ status: 401 }))
  await without.send({ method: 'POST', url: 'https://api.vendor.test/' })
  expect(without.sent).toHaveLength(1)
})
