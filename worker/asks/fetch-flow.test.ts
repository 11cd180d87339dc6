import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { egressRules } from '../capabilities/http/address'
import { openHttp } from '../capabilities/http/http'
import { fetchFlow } from './fetch-flow'

const open = openHttp(egressRules(['127.0.0.0/8'], []))
const guarded = openHttp(egressRules([], []))
afterAll(() => Promise.all([open.close(), guarded.close()]))

test('the text at an address, whatever it says it is', async () => {
  for (const type of ['application/json', 'text/plain', '']) {
    const url = await serve(200, '{"kaos":"flow"}', type)
    expect(await fetchFlow(open, ask(url))).toEqual({ text: '{"kaos":"flow"}' })
  }
})

test('an address inside is not reached, and neither is one that leads there', async () => {
  const inside = await serve(200, '{"kaos":"flow"}', 'application/json')
  await expect(fetchFlow(guarded, ask(inside))).rejects.toMatchObject({ code: 'http_blocked' })
  for (const url of ['http://127.1/', 'http://[::ffff:169.254.169.254]/', 'http://localhost./'])
    await expect(fetchFlow(guarded, ask(url))).rejects.toMatchObject({ code: 'http_blocked' })
})

test.each([
  ['what is not there', 404, '{}', 'application/json', /answers with 404/],
  ['a picture', 200, '\u0089PNG', 'image/png', /no flow/],
  ['more than a flow can be', 200, 'x'.repeat(4_000_001), 'text/plain', /too large/],
])('%s is refused in words', async (_what, status, body, type, message) => {
  await expect(fetchFlow(open, ask(await serve(status, body, type)))).rejects.toMatchObject({ message: expect.stringMatching(message) })
})

function ask(url: string) {
  return { url, signal: AbortSignal.timeout(10_000) }
}

async function serve(status: number, body: string, type: string): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status, type ? { 'content-type': type } : {}).end(body))
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/flow.json` // TCP has an address with a port
}
