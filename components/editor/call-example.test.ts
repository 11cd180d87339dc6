import { execFile, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callExample } from './call-example'

const SECRET = "it's $(only) a `secret`"
const USUAL: Record<string, string> = {
  method: 'POST',
  authentication: 'none',
  secretHeader: 'X-Webhook-Secret',
  signatureHeader: 'X-Signature',
  signaturePrefix: '',
  algorithm: 'sha256',
  encoding: 'hex',
  signs: 'body',
  timestampHeader: 'X-Timestamp',
}

type Heard = { method: string; headers: IncomingHttpHeaders; body: string }
let server: Server
let heard: Heard | undefined

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    heard = { method: request.method ?? '', headers: request.headers, body }
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

/** Pastes it into a shell, with the secret filled in, and says what arrived. */
async function pasted(params: Record<string, string>, secret = SECRET): Promise<Heard> {
  heard = undefined
  const { port } = server.address() as AddressInfo // listening on TCP
  const script = callExample(`http://127.0.0.1:${port}/hooks/x`, (name) => params[name] ?? USUAL[name] ?? '')
  const filled = script.replace("NAME='…'", "NAME='acme'").replace("SECRET='…'", `SECRET='${secret.replaceAll("'", `'\\''`)}'`)
  await promisify(execFile)('sh', ['-c', filled])
  if (!heard) throw new Error('Nothing arrived')
  return heard
}

const hmac = (text: string, algorithm = 'sha256', encoding: 'hex' | 'base64' = 'hex', key: string | Buffer = SECRET) =>
  createHmac(algorithm, key).update(text).digest(encoding)

const HAS_TOOLS = spawnSync('sh', ['-c', 'command -v curl && command -v openssl']).status === 0

describe.skipIf(!HAS_TOOLS)('the example of a call, pasted into a shell (needs curl and openssl)', () => {
  it('is a plain call where nobody has to prove anything', async () => {
    expect(await pasted({ method: 'PUT' })).toMatchObject({
      method: 'PUT',
      body: '{"order": 17}',
      headers: { 'content-type': 'application/json' },
    })
  })

  it('carries a secret or a password', async () => {
    expect(await pasted({ authentication: 'header', method: 'any' })).toMatchObject({
      method: 'POST',
      headers: { 'x-webhook-secret': SECRET },
    })
    const encoded = Buffer.from(`acme:${SECRET}`).toString('base64')
    expect(await pasted({ authentication: 'basic' })).toMatchObject({ headers: { authorization: `Basic ${encoded}` } })
  })

  it.each(['sha256', 'sha1', 'sha512'])('is signed with %s', async (algorithm) => {
    for (const encoding of ['hex', 'base64'] as const) {
      const { headers, body } = await pasted({ authentication: 'hmac', algorithm, encoding, signaturePrefix: 'sig=' })
      expect(headers['x-signature']).toBe(`sig=${hmac(body, algorithm, encoding)}`)
    }
  })

  it('signs the time as well', async () => {
    const dot = await pasted({ authentication: 'hmac', signs: 'dot' })
    expect(dot.headers['x-signature']).toBe(hmac(`${dot.headers['x-timestamp']}.${dot.body}`))
    const v0 = await pasted({ authentication: 'hmac', signs: 'v0' })
    expect(v0.headers['x-signature']).toBe(hmac(`v0:${v0.headers['x-timestamp']}:${v0.body}`))
    expect(Number(v0.headers['x-timestamp'])).toBeCloseTo(Date.now() / 1_000, -2)
  })

  it('follows Standard Webhooks', async () => {
    const key = Buffer.from('0123456789abcdef\0\xff234567', 'latin1')
    const { headers, body } = await pasted({ authentication: 'standard' }, `whsec_${key.toString('base64')}`)
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = headers
    expect(signature).toBe(`v1,${hmac(`${id}.${at}.${body}`, 'sha256', 'base64', key)}`)
  })

  it('runs nothing that stands in a field', async () => {
    const evil = "x' -o /dev/null; false; '$(false)`false`"
    const { headers } = await pasted({ authentication: 'hmac', signaturePrefix: evil })
    expect(headers['x-signature']).toBe(`${evil}${hmac('{"order": 17}')}`)
  })
})
