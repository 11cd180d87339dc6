import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdBody } from '../body-memory'
import { openLimits } from './limits'
import { createGateway } from './server'

const streaming = new Set<() => void>()
let web: Server
let gateway: Server
let base: string

beforeAll(async () => {
  web = createServer((incoming, outgoing) => {
    if (incoming.url === '/stream') {
      outgoing.writeHead(200, { 'content-type': 'text/event-stream' })
      outgoing.write('data: first\n\n')
      streaming.add(() => outgoing.end('data: second\n\n'))
    } else outgoing.end(JSON.stringify({ url: incoming.url, headers: incoming.headers }))
  })
  gateway = createGateway({
    webPort: await listen(web),
    publicUrl: 'https://kaos.example',
    trustedProxies: [],
    limits: openLimits(null),
    queueProbe: { write: async () => {}, close: async () => {} },
    development: false,
  })
  base = `http://127.0.0.1:${await listen(gateway)}`
})

afterAll(() => {
  for (const server of [web, gateway]) {
    server.close()
    server.closeAllConnections()
  }
})

test('says that it is alive', async () => {
  expect((await fetch(`${base}/healthz`)).status).toBe(200)
})

test('passes everything else to the web, which learns the real caller and the configured address', async () => {
  const spoofed = {
    'x-forwarded-for': '1.1.1.1',
    'x-forwarded-host': 'evil.example',
    'x-original-url': '/admin',
    'x-kaos-path': '/w/evil',
    'x-middleware-subrequest': 'a:a',
    forwarded: 'host=evil',
  }
  const seen = await (await fetch(`${base}/w/demo?x=1`, { headers: spoofed })).json()
  expect(seen.url).toBe('/w/demo?x=1')
  expect(seen.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'kaos.example', 'x-forwarded-proto': 'https' })
  expect(seen.headers['x-kaos-path']).toBe('/w/demo?x=1')
  expect(Object.keys(seen.headers)).not.toEqual(expect.arrayContaining(['x-original-url']))
  expect(seen.headers['x-middleware-subrequest'] ?? seen.headers.forwarded).toBeUndefined()
})

test('a stream arrives as it is written', async () => {
  const response = await fetch(`${base}/stream`)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toBe('data: first\n\n')
  for (const finish of streaming) finish()
  expect((await reader?.read())?.value).toBe('data: second\n\n')
})

test('a body over 10 MB is refused with a reason, read or unread', async () => {
  const declared = await post('/hooks/x', { 'content-length': String(11 * 1024 * 1024) }, Buffer.alloc(1024))
  expect(declared).toMatchObject({ status: 413, body: expect.stringContaining('10 MB') })
  const chunked = await post('/hooks/x', { 'transfer-encoding': 'chunked' }, Buffer.alloc(11 * 1024 * 1024))
  expect(chunked.status).toBe(413)
})

test('a body for which there is no room beside others of the same caller is to be sent again', async () => {
  const body = Buffer.alloc(1024)
  const sent = () => post('/hooks/x', { 'transfer-encoding': 'chunked' }, body)
  const others = holdBody('127.0.0.1')
  while (others.grow(body.length));
  expect(await sent()).toMatchObject({ status: 503, body: expect.stringContaining('Send it again') })
  others.letGo()
  expect((await sent()).status).toBe(404)
})

test('says when the web is not there yet', async () => {
  const alone = createGateway({
    webPort: 1,
    publicUrl: 'https://kaos.example',
    trustedProxies: [],
    limits: openLimits(null),
    queueProbe: { write: async () => {}, close: async () => {} },
    development: false,
  })
  const response = await fetch(`http://127.0.0.1:${await listen(alone)}/`)
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('KAOS is starting')
  alone.close()
  alone.closeAllConnections()
})

test('sign-in takes no long body, nor one without an end', async () => {
  const long = await post('/api/auth/callback', { 'content-length': '200000' }, Buffer.alloc(1024))
  expect(long).toMatchObject({ status: 413, body: expect.stringContaining('too large') })
  expect((await post('/api/auth/callback', { 'transfer-encoding': 'chunked' }, Buffer.alloc(1024))).status).toBe(411)
})

test('sign-in is limited by address', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 121 }, () => fetch(`${base}/api/auth/callback`, { method: 'POST' }).then((r) => r.status)),
  )
  expect(statuses.filter((status) => status === 429)).toHaveLength(1)
})

test('who has a network of IPv6 is one caller to limits, and the web learns the very address', async () => {
  const behind = createGateway({
    webPort: (web.address() as AddressInfo).port, // a TCP server has one
    publicUrl: 'https://kaos.example',
    trustedProxies: ['127.0.0.1'],
    limits: openLimits(null),
    queueProbe: { write: async () => {}, close: async () => {} },
    development: false,
  })
  const at = `http://127.0.0.1:${await listen(behind)}/api/auth/callback`
  const answers = await Promise.all(
    Array.from({ length: 121 }, async (_, host) => {
      const response = await fetch(at, { method: 'POST', headers: { 'x-forwarded-for': `2001:db8:0:1::${host}` } })
      return response.status === 200 ? (await response.json()).headers['x-forwarded-for'] : response.status
    }),
  )
  expect(answers.filter((answer) => answer === 429)).toHaveLength(1)
  expect(answers).toContain('2001:db8:0:1::7')
  behind.close()
  behind.closeAllConnections()
})

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))) // a TCP server has one
}

function post(path: string, headers: Record<string, string>, body: Buffer): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sending = request(`${base}${path}`, { method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() })
        sending.destroy()
      })
    })
    sending.on('error', reject)
    if (headers['content-length']) sending.write(body)
    else sending.end(body)
  })
}
