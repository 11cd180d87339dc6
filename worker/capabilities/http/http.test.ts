import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { HttpRequest } from '@/flow/define/capabilities'
import { egressRules } from './address'
import type { Resolve } from './guarded-agent'
import { type HttpTransport, openHttp } from './http'

const open: { close(): unknown }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()))
})

async function serve(listener: RequestListener): Promise<{ port: number; url: string }> {
  const server: Server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ close: () => server.closeAllConnections() ?? server.close() })
  const { port } = server.address() as AddressInfo // listening on TCP
  return { port, url: `http://127.0.0.1:${port}` }
}

const files = {
  read: async () => new Uint8Array(),
  write: async ({ name, contentType, bytes }: { name: string; contentType: string; bytes: Uint8Array }) => ({
    $file: { id: 'f1', name, contentType, size: bytes.length },
  }),
}

function client(allow: string[], resolve?: Resolve, own: string[] = []) {
  const transport: HttpTransport = openHttp(egressRules(allow, own), resolve)
  open.push(transport)
  return (request: Partial<HttpRequest> & { url: string }, signal = new AbortController().signal) =>
    transport.forStep({ files, signal }).send({ method: 'GET', ...request })
}

describe('what may not be reached (T36)', () => {
  it.each([
    'http://127.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://localhost/',
    'http://localhost./',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://0/',
  ])('%s', async (url) => {
    await expect(client([])({ url })).rejects.toMatchObject({ code: 'http_blocked', retry: false })
  })

  it('a name that answers differently the second time', async () => {
    const answers = [['127.0.0.1'], ['169.254.169.254']]
    const { port } = await serve((_, response) => response.end('reached'))
    const send = client([`rebind.example:${port}`], async () => answers.shift() ?? [])
    // Allowed by name, so the first answer passes; without keep-alive the next request looks the name up again.
    expect((await send({ url: `http://rebind.example:${port}/`, method: 'POST' })).body).toBe('reached')
    const strict = client([], async () => ['10.0.0.1', '127.0.0.1'])
    await expect(strict({ url: `http://rebind.example:${port}/` })).rejects.toMatchObject({ code: 'http_blocked' })
  })

  it('connects to the address that was checked', async () => {
    const { port } = await serve((request, response) => response.end(request.headers.host))
    const send = client([`127.0.0.1:${port}`], async (host) => (host === 'pinned.example' ? ['127.0.0.1'] : []))
    expect((await send({ url: `http://pinned.example:${port}/` })).body).toBe(`pinned.example:${port}`)
  })

  it('an internal address behind a redirect', async () => {
    const internal = await serve((_, response) => response.end('secret'))
    const { url, port } = await serve((_, response) => response.writeHead(302, { location: internal.url }).end())
    await expect(client([`127.0.0.1:${port}`])({ url })).rejects.toMatchObject({ code: 'http_blocked' })
  })

  it('our own Postgres, though its range is allowed', async () => {
    const { url, port } = await serve((_, response) => response.end('secret'))
    const send = client(['127.0.0.0/8'], undefined, [`postgres://u@127.0.0.1:${port}/kaos`])
    await expect(send({ url })).rejects.toMatchObject({ code: 'http_blocked' })
  })

  it('our own Postgres at a public address under another name, or while its own leads nowhere', async () => {
    const addresses: Record<string, string[]> = { 'db.example': ['2606:4700::1111', '93.184.216.34'], 'alias.example': ['93.184.216.34'] }
    const resolve: Resolve = async (host) => {
      const found = addresses[host]
      if (found) return found
      throw new Error(`ENOTFOUND ${host}`)
    }
    const send = client([], resolve, ['postgres://u@db.example:5432/kaos', 'redis://gone.example:6379'])
    await expect(send({ url: 'http://alias.example:5432/' })).rejects.toMatchObject({ code: 'http_blocked' })
    await expect(send({ url: 'http://alias.example:6379/' })).rejects.toMatchObject({ code: 'http_blocked' })
  })

  it.each(['file:///etc/passwd', 'ftp://x.example/', 'javascript:alert(1)', 'gopher://x', 'no address', ''])('“%s”', async (url) => {
    await expect(client([])({ url })).rejects.toMatchObject({ code: 'http_url' })
  })

  it('credentials in the address', async () => {
    await expect(client([])({ url: 'https://user:secret@x.example/' })).rejects.toMatchObject({ code: 'http_url' })
  })
})

describe('sending', () => {
  it('sends query, headers and JSON, and parses the answer', async () => {
    const { url } = await serve(async (request, response) => {
      const { method, headers } = request
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({ method, path: request.url, type: headers['content-type'], x: headers['x-a'], body: await text(request) }),
      )
    })
    const send = client(['127.0.0.0/8'])
    const answer = await send({
      url: `${url}/orders?a=1`,
      method: 'POST',
      query: { b: 'ü&' },
      headers: { 'X-A': 'y', Host: 'evil.example', 'Content-Length': '1' },
      body: { json: { total: 4280 } },
    })
    expect(answer).toMatchObject({
      status: 200,
      body: { method: 'POST', path: '/orders?a=1&b=%C3%BC%26', type: 'application/json', x: 'y', body: '{"total":4280}' },
    })
  })

  it('sends and reads much while others have their turn', async () => {
    const rows = Array.from({ length: 60_000 }, (_, id) => ({ id, text: `row ${id} ü` }))
    let received = 0
    const { url } = await serve(async (request, response) => {
      const sent = await text(request)
      received = sent.length
      response.writeHead(200, { 'content-type': 'application/json' }).end(sent)
    })
    const { body } = await client(['127.0.0.0/8'])({ url, method: 'POST', body: { json: rows } })
    expect(received).toBe(JSON.stringify(rows).length)
    expect(body).toEqual(rows)
  })

  it('takes JSON that is nested too deep, or cut off, for text', async () => {
    const deep = '['.repeat(600) + ']'.repeat(600)
    const cutOff = `[${'{"a":1},'.repeat(50_000)}`
    const { url } = await serve((request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(request.url === '/deep' ? deep : cutOff),
    )
    const send = client(['127.0.0.0/8'])
    expect((await send({ url: `${url}/deep` })).body).toBe(deep)
    expect((await send({ url: `${url}/cut` })).body).toBe(cutOff)
  })

  it('takes to another origin nothing that a key could be in, and keeps all of it within', async () => {
    const seen: unknown[] = []
    const other = await serve(({ headers }, response) => {
      seen.push([headers.authorization, headers['x-api-key'], headers['x-tenant'], headers.accept])
      response.end()
    })
    const first = await serve(({ url, headers }, response) => {
      seen.push([headers.authorization, headers['x-api-key'], headers['x-tenant'], headers.accept])
      response.writeHead(307, { location: url === '/' ? '/again' : other.url }).end()
    })
    const headers = { Authorization: 'Bearer x', 'X-Api-Key': 'y', 'X-Tenant': 'z', Accept: 'text/csv' }
    await client(['127.0.0.0/8'])({ url: first.url, headers })
    const all = ['Bearer x', 'y', 'z', 'text/csv']
    expect(seen).toEqual([all, all, [undefined, undefined, undefined, 'text/csv']])
  })

  it('stops after five redirects, and follows none if told so', async () => {
    const { url } = await serve((_, response) => response.writeHead(302, { location: '/' }).end())
    const send = client(['127.0.0.0/8'])
    await expect(send({ url })).rejects.toMatchObject({ code: 'http_redirects' })
    expect(await send({ url, followRedirects: false })).toMatchObject({ status: 302 })
  })

  it('sends with its own marks, and none of them where a redirect leads; what a flow says in their stead is dropped', async () => {
    const seen: unknown[] = []
    const note = ({ headers }: IncomingMessage) => seen.push([headers['x-kaos-hops'], headers['x-kaos-hook-hops']])
    const other = await serve((request, response) => void response.end(String(note(request))))
    const first = await serve((request, response) => void response.writeHead(307, { location: other.url, 'x-n': note(request) }).end())
    const transport = openHttp(egressRules(['127.0.0.0/8'], []))
    open.push(transport)
    const marks = async ({ origin }: URL): Promise<Record<string, string>> => (origin === first.url ? { 'X-KAOS-Hook-Hops': '3' } : {})
    const { signal } = new AbortController()
    const headers = { 'X-KAOS-Hops': '0', 'x-kaos-hook-hops': '0' }
    await transport.forStep({ files, signal, marks }).send({ method: 'POST', url: first.url, headers })
    expect(seen).toEqual([
      [undefined, '3'],
      [undefined, undefined],
    ])
  })

  it('keeps binary answers as files and broken JSON as text', async () => {
    const { url } = await serve((request, response) => {
      response.setHeader('content-type', request.url === '/a.pdf' ? 'application/pdf' : 'application/json')
      response.end(request.url === '/a.pdf' ? '%PDF' : '{oops')
    })
    const send = client(['127.0.0.0/8'])
    expect((await send({ url: `${url}/a.pdf` })).body).toEqual({
      $file: { id: 'f1', name: 'a.pdf', contentType: 'application/pdf', size: 4 },
    })
    expect((await send({ url })).body).toBe('{oops')
  })
})

describe('hostile answers (T16)', () => {
  it('stops unpacking a gzip bomb at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000))
    const { url } = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    const before = process.memoryUsage().rss
    await expect(client(['127.0.0.0/8'])({ url })).rejects.toMatchObject({ code: 'http_too_large' })
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  })

  it('says when what claims to be packed is not', async () => {
    const { url } = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'))
    await expect(client(['127.0.0.0/8'])({ url })).rejects.toMatchObject({ code: 'http_garbled' })
  })
})

describe('failing', () => {
  it('knows whether the request may have arrived', async () => {
    const { url } = await serve((request) => request.socket.destroy())
    const send = client(['127.0.0.0/8'])
    await expect(send({ url, method: 'POST' })).rejects.toMatchObject({ code: 'http_cut_short', retry: true, unsure: true })
    await expect(send({ url: 'http://127.0.0.1:1/' })).rejects.toMatchObject({ code: 'http_unreachable', retry: true, unsure: false })
    const nowhere = client([], async () => {
      throw Object.assign(new Error('no'), { code: 'ENOTFOUND' })
    })
    await expect(nowhere({ url: 'http://nowhere.example/' })).rejects.toMatchObject({
      message: 'No server has this name: nowhere.example.',
    })
  })

  it('gives up in time, and when told to', async () => {
    const { url } = await serve(() => {})
    const send = client(['127.0.0.0/8'])
    await expect(send({ url, timeoutMs: 50 })).rejects.toMatchObject({ code: 'http_cut_short', unsure: true })
    const abort = new AbortController()
    const sent = send({ url }, abort.signal)
    abort.abort(new Error('cancelled'))
    await expect(sent).rejects.toThrow('cancelled')
  })
})
