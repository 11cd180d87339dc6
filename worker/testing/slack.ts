import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { slackAccount } from '@/connectors/slack/account'
import type { Capabilities, HttpRequest } from '@/flow/define/capabilities'
import type { Credentials } from '@/flow/define/connection'
import { slackSandbox } from '@/server/sandbox/slack/slack'
import { recordsInMemory } from '@/server/sandbox/testing/records-in-memory'
import { SLACK_SPEC_ABSENT, SlackSpec } from '@/server/sandbox/testing/slack-spec'
import { egressRules } from '../capabilities/http/address'
import { openHttp } from '../capabilities/http/http'

const spec = SLACK_SPEC_ABSENT ? null : new SlackSpec()

const files: Capabilities['files'] = {
  read: () => Promise.reject(new Error('no files here')),
  write: async ({ name, contentType, bytes }) => ({ $file: { id: 'f1', name, contentType, size: bytes.length } }),
}

/** What goes wrong with the next request, in order. */
export type Mishap =
  | { status: number; headers?: Record<string, string>; body: string }
  /** Nobody answers. */
  | 'silence'
  /** It is done, and the connection breaks before the answer. */
  | 'cut after'

/**
 * Slack at the far end of a socket: it wants a token, holds every request and answer against Slack's description, and can
 * misbehave. `hands` are the real HTTP capability; only the origin leads here instead of to slack.com.
 */
export async function foreignSlack() {
  const records = recordsInMemory()
  const seen: HttpRequest[] = []
  const wrong: string[] = []
  const mishaps: Mishap[] = []
  const server = createServer((incoming, response) => {
    void serve(incoming, response).catch((error: unknown) => {
      wrong.push(String(error))
      response.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP
  const transport = openHttp(egressRules([`127.0.0.1:${port}`], []))

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await requestOf(incoming)
    seen.push(request)
    const mishap = mishaps.shift()
    if (mishap === 'silence') return
    if (typeof mishap === 'object') {
      response.writeHead(mishap.status, { 'content-type': 'application/json', ...mishap.headers }).end(mishap.body)
      return
    }
    const refusal = refusalOf(incoming.headers.authorization)
    const answer = refusal ?? (await slackSandbox(request, { records, files, now: new Date() })).body
    wrong.push(...(spec?.wrongInRequest(request) ?? []), ...(spec?.wrongInAnswer(request, answer) ?? []))
    if (mishap === 'cut after') response.destroy()
    else response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer))
  }

  return {
    seen,
    wrong,
    mishaps,
    messages: async () => (await records.list('slack.message')).map(({ body }) => body),
    hands(credentials: Credentials, signal = new AbortController().signal): Capabilities['http'] {
      const { send } = transport.forStep({ files, signal })
      return {
        send(request) {
          const authorized = slackAccount.authorize?.(request, credentials) ?? request
          return send({ ...authorized, url: authorized.url.replace('https://slack.com', `http://127.0.0.1:${port}`) })
        },
      }
    },
    async close() {
      server.closeAllConnections()
      await Promise.all([transport.close(), new Promise((resolve) => server.close(resolve))])
    },
  }
}

export const BOT_TOKEN = 'xoxb-of-this-test'

function refusalOf(authorization: string | undefined) {
  if (authorization === undefined) return { ok: false, error: 'not_authed' }
  return authorization === `Bearer ${BOT_TOKEN}` ? null : { ok: false, error: 'invalid_auth' }
}

async function requestOf(incoming: IncomingMessage): Promise<HttpRequest> {
  const sent = await text(incoming)
  const { method = 'GET', url = '/', headers } = incoming
  const body = sent === '' ? {} : { body: { text: sent, contentType: headers['content-type'] ?? '' } }
  return { method, url: new URL(url, 'https://slack.com').href, ...body }
}
