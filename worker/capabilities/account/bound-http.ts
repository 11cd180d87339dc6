import type { Capabilities, HttpRequest, HttpResponse } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import { answerInSandbox } from '@/server/sandbox/answer'
import type { Account } from './account'
import { type Redact, redactLarge } from './redact'

type Http = Capabilities['http']
type Bound = {
  workspaceId: string
  account: Account
  files: Capabilities['files']
  runId?: string | undefined
  leaving?: (() => void) | undefined
}

const MAX_REDIRECTS = 5

/**
 * The http capability of a step that works with an account. Its secrets go on requests to its own hosts, over TLS, and on
 * none that a redirect leads elsewhere; what comes back holds none of them. A sandbox account is answered inside KAOS.
 */
export function boundHttp(http: Http, { workspaceId, account, files, runId, leaving }: Bound): Http {
  if (account.connection.sandbox) {
    const which = { workspaceId, connectionId: account.connection.id, connector: account.connector, runId }
    return {
      send(request) {
        const allowed = demandHost(account, request)
        leaving?.()
        return inSandbox(which, allowed, files)
      },
    }
  }
  return {
    async send(request) {
      const response = await follow(http, account, demandHost(account, request))
      return cleaned(response, account.redact)
    },
  }
}

async function inSandbox(which: Parameters<typeof answerInSandbox>[0], request: HttpRequest, files: Bound['files']): Promise<HttpResponse> {
  const startedAt = performance.now()
  const { status, headers = {}, body } = await answerInSandbox(which, request, files)
  return { status, headers, body, durationMs: Math.round(performance.now() - startedAt) }
}

/** Redirects are followed here, hop by hop: only what asks (GET, HEAD) is followed, and leaves the account's hosts without its secrets. */
async function follow(http: Http, account: Account, request: HttpRequest): Promise<HttpResponse> {
  const asks = request.method === 'GET' || request.method === 'HEAD'
  let response = await sendAuthorized(http, account, request)
  for (let hops = 0; asks && request.followRedirects !== false && isRedirect(response); hops++) {
    if (hops === MAX_REDIRECTS)
      throw new NodeError('http_redirects', `The service redirected more than ${MAX_REDIRECTS} times.`, {
        retry: false,
        hint: 'Open the address in a browser and use the one it ends at.',
      })
    const url = URL.parse(response.headers.location ?? '', request.url)?.href
    if (url === undefined) return response
    const { query: _, headers: __, ...rest } = request
    if (!mayReceive(account, url)) return http.send({ ...rest, url })
    response = await sendAuthorized(http, account, { ...request, query: {}, url })
  }
  return response
}

/** What was refused with 401 was not done: with fresh tokens it is sent once more. */
async function sendAuthorized(http: Http, account: Account, request: HttpRequest): Promise<HttpResponse> {
  const send = () => http.send({ ...account.authorize(request), followRedirects: false })
  await account.freshen()
  const response = await send()
  return response.status === 401 && (await account.renew()) ? send() : response
}

function isRedirect({ status, headers }: HttpResponse): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined
}

function demandHost(account: Account, request: HttpRequest): HttpRequest {
  if (mayReceive(account, request.url)) return request
  throw new NodeError(
    'account_host',
    `The account “${account.connection.name}” may not be used at ${URL.parse(request.url)?.host ?? 'this address'}.`,
    {
      retry: false,
      hint: `It is for ${account.hosts.join(', ')}.`,
    },
  )
}

function mayReceive({ hosts }: Account, text: string): boolean {
  const url = URL.parse(text)
  if (url?.protocol !== 'https:' || url.port !== '') return false
  return hosts.some((host) => (host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host))
}

async function cleaned({ headers, body, ...rest }: HttpResponse, redact: Redact): Promise<HttpResponse> {
  const clean = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, redact(value)]))
  return { ...rest, headers: clean, body: await redactLarge(body, redact) }
}
