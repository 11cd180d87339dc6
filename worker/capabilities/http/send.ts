import { type Dispatcher, request as undiciRequest } from 'undici'
import type { HttpRequest } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import { HOPS_HEADER } from '@/server/mail/hops'
import { HOOK_HOPS_HEADER } from '@/server/services/intake/hook-hops'
import type { Marks } from './hook-marks'

const MAX_REDIRECTS = 5
const DEFAULT_TIMEOUT_MS = 60_000

/** Set by the transport, never by a flow. */
const OWN_HEADERS = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  ...[HOPS_HEADER, HOOK_HOPS_HEADER].map((name) => name.toLowerCase()),
])
/** All that goes on to another origin: services take their keys in headers of any name. */
const PLAIN_HEADERS = /^(accept|accept-language|accept-encoding|user-agent|range|content-(type|language|encoding))$/

export type Agents = { reusing: Dispatcher; fresh: Dispatcher }

/** `marks` are of one place, and go with no redirect to another. */
type Sending = { signal: AbortSignal; marks?: Marks | undefined }

type Hop = { url: URL; method: string; headers: Record<string, string>; body: string | Uint8Array | undefined }

/** Sends, and follows redirects one connection at a time, so that each hop passes the guard. */
export async function sendFollowing(
  agents: Agents,
  request: HttpRequest,
  body: Hop['body'],
  sending: Sending,
): Promise<Dispatcher.ResponseData> {
  let hop = firstHop(request, body)
  for (let redirects = 0; ; redirects++) {
    const response = await sendOne(agents, hop, request.timeoutMs ?? DEFAULT_TIMEOUT_MS, sending)
    const location = response.headers.location
    if (request.followRedirects === false || typeof location !== 'string' || ![301, 302, 303, 307, 308].includes(response.statusCode)) {
      return response
    }
    await response.body.dump()
    if (redirects === MAX_REDIRECTS) {
      throw new NodeError('http_redirects', `The service redirected more than ${MAX_REDIRECTS} times.`, {
        retry: false,
        hint: 'Open the address in a browser and use the one it ends at.',
      })
    }
    hop = nextHop(hop, response.statusCode, location)
  }
}

async function sendOne(agents: Agents, hop: Hop, timeoutMs: number, { signal, marks }: Sending): Promise<Dispatcher.ResponseData> {
  // A kept connection may close just as a request is sent, and then nobody knows whether it arrived: not for a POST.
  const repeatable = hop.method !== 'POST' && hop.method !== 'PATCH'
  return undiciRequest(hop.url, {
    dispatcher: repeatable ? agents.reusing : agents.fresh,
    method: hop.method as Dispatcher.HttpMethod, // any token is a method; the type lists the common ones
    headers: { ...hop.headers, ...(await marks?.(hop.url)) },
    body: hop.body,
    signal,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  })
}

function firstHop({ url: text, method, headers = {}, query = {}, body }: HttpRequest, sending: Hop['body']): Hop {
  const url = parseUrl(text)
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value)
  const own = Object.entries(headers).filter(([name]) => !OWN_HEADERS.has(name.toLowerCase()))
  const sent = Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), value]))
  sent['user-agent'] ??= 'KAOS'
  sent.accept ??= '*/*'
  sent['accept-encoding'] = 'gzip, deflate, br'
  if (body) sent['content-type'] ??= 'json' in body ? 'application/json' : body.contentType
  return { url, method, headers: sent, body: sending }
}

export function nextHop(hop: Hop, status: number, location: string): Hop {
  const url = parseUrl(location, hop.url)
  const asGet = status === 303 ? hop.method !== 'HEAD' : status <= 302 && hop.method === 'POST'
  const headers = Object.entries(hop.headers).filter(
    ([name]) => (isSamePlace(hop.url, url) || PLAIN_HEADERS.test(name)) && !(asGet && name.startsWith('content-')),
  )
  return { url, method: asGet ? 'GET' : hop.method, headers: Object.fromEntries(headers), body: asGet ? undefined : hop.body }
}

/** The same origin, or the same host that now wants TLS. */
function isSamePlace(from: URL, to: URL): boolean {
  const wantsTls = from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === ''
  return to.origin === from.origin || (wantsTls && to.hostname === from.hostname)
}

function parseUrl(text: string, base?: URL): URL {
  const url = URL.parse(text.trim(), base)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new NodeError('http_url', `“${text}” is not a web address.`, { retry: false, hint: 'It starts with https:// or http://.' })
  }
  if (url.username !== '' || url.password !== '') {
    throw new NodeError('http_url', 'The address holds a user name or password.', {
      retry: false,
      hint: 'Send it in an Authorization header instead: addresses are shown and logged.',
    })
  }
  return url
}
