import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HttpRequest } from '@/flow/define/capabilities'
import type { Json } from '@/flow/json'
import type { SandboxAnswer, SandboxRecords } from '../app'
import { xeroSandbox } from '../xero/app'
import { IDEMPOTENCY } from '../xero/once'
import { memoryFiles } from './memory-files'

import { recordsInMemory } from './records-in-memory'
import { type SeenRequest, type VendorSpec, vendorSpec } from './vendor-spec'

const SPECS = '../shared/data/specs'
const ACCOUNTING = '/api.xro/2.0'

/** How Xero may go wrong with one request. */
export type Mischief =
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: Json }
  /** It does what was asked, and the answer never arrives: the connection breaks, or nothing comes for ever. */
  | { kind: 'cut' | 'hang' }
  /** It does what was asked and forgets the key, as it does after a while. */
  | { kind: 'cut-and-forget' }

export type FakeXero = {
  url: string
  /** `PUT /Invoices`, in order, as they arrived. */
  seen: { what: string; key: string | undefined; authorization: string | undefined }[]
  /** What Xero's own description and the rules beside it have against what was sent and answered. */
  faults: string[]
  /** The next request of this kind goes wrong. */
  next(what: string, mischief: Mischief): void
  records: SandboxRecords
  close(): Promise<void>
}

/** Xero's own descriptions; null when the data is not here. */
export function xeroSpecs(): { accounting: VendorSpec; identity: VendorSpec } | null {
  const accounting = vendorSpec(`${SPECS}/xero_accounting.yaml`, {
    marked: {
      'x-is-msdate': { request: /^\d{4}-\d{2}-\d{2}$/, answer: /^\/Date\(-?\d+([+-]\d{4})?\)\/$/ },
      'x-is-msdate-time': { request: /^\d{4}-\d{2}-\d{2}T/, answer: /^\/Date\(-?\d+([+-]\d{4})?\)\/$/ },
    },
    envelope: ['Id', 'Status', 'ProviderName', 'DateTimeUTC'],
  })
  const identity = vendorSpec(`${SPECS}/xero-identity.yaml`)
  return accounting && identity ? { accounting, identity } : null
}

/** The sandbox behind real HTTP, with every request and answer judged, and with mischief when it is told so. */
export async function startFakeXero(specs: ReturnType<typeof xeroSpecs>): Promise<FakeXero> {
  const records = recordsInMemory()
  const files = memoryFiles()
  const seen: FakeXero['seen'] = []
  const faults: string[] = []
  const mischief = new Map<string, Mischief[]>()
  const forgotten = new Set<string>()
  const remembered: SandboxRecords = {
    ...records,
    get: async (kind, key) => (kind === IDEMPOTENCY && forgotten.has(key) ? null : records.get(kind, key)),
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await requestOf(request)
    const accounting = asked.path.startsWith(`${ACCOUNTING}/`)
    const told = accounting ? { ...asked, path: asked.path.slice(ACCOUNTING.length) } : asked
    const what = `${asked.method} ${kindOf(told.path)}`
    seen.push({ what, key: asked.headers?.['idempotency-key'], authorization: asked.headers?.authorization })
    faults.push(...rulesBroken(told).map((fault) => `${what}: ${fault}`))
    if (specs) faults.push(...(accounting ? specs.accounting : specs.identity).requestFaults(told).map((fault) => `${what}: ${fault}`))

    const trouble = mischief.get(what)?.shift()
    if (trouble?.kind === 'answer') return send(response, { ...trouble, body: trouble.body ?? null })
    if (!/^Bearer .+/.test(asked.headers?.authorization ?? '')) return send(response, UNAUTHORISED)
    const answer = await xeroSandbox(await sandboxRequest(asked), { records: remembered, files, now: new Date() })
    if (specs) {
      const spec = accounting ? specs.accounting : specs.identity
      faults.push(...spec.answerFaults(told, answer).map((fault) => `${what} → ${answer.status}: ${fault}`))
    }
    if (trouble?.kind === 'cut-and-forget') forgotten.add(asked.headers?.['idempotency-key'] ?? '')
    if (trouble?.kind === 'hang') return
    if (trouble) request.socket.destroy()
    else send(response, answer)
  }

  async function sandboxRequest({ method, path, query, headers, body, contentType }: SeenRequest): Promise<HttpRequest> {
    const name = decodeURIComponent(path.split('/').at(-1) ?? '')
    const bytes = body instanceof Uint8Array ? await files.write({ name, contentType: contentType ?? '', bytes: body }) : null
    return {
      method,
      url: `https://api.xero.com${path}`,
      query,
      headers,
      body: bytes ? { file: bytes, contentType: contentType ?? '' } : body === undefined ? undefined : { json: body as Json },
    }
  }

  const server: Server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      faults.push(String(error))
      response.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    faults,
    records,
    next: (what, trouble) => mischief.set(what, [...(mischief.get(what) ?? []), trouble]),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const UNAUTHORISED: SandboxAnswer = {
  status: 401,
  body: { Type: null, Title: 'Unauthorized', Status: 401, Detail: 'AuthenticationUnsuccessful' },
}

/** What the description leaves out, and Xero demands all the same. */
function rulesBroken({ method, path, headers = {}, body }: SeenRequest): string[] {
  const writes = method !== 'GET'
  const [invoice] = listIn(body, 'Invoices')
  const [contact] = listIn(body, 'Contacts')
  const isNew = method === 'PUT' && path === '/Invoices'
  return [
    ...(headers.authorization?.startsWith('Bearer ') ? [] : ['no bearer token']),
    ...(headers.accept === 'application/json' ? [] : ['without Accept: application/json Xero answers in XML']),
    ...(writes && !headers['idempotency-key'] ? ['a write without a key'] : []),
    ...((headers['idempotency-key']?.length ?? 0) > 128 ? ['a key of more than 128 characters'] : []),
    ...(isNew && invoice?.Type !== 'ACCPAY' ? ['a bill is an invoice of the type ACCPAY'] : []),
    ...(isNew && !invoice?.Contact ? ['a bill without a contact'] : []),
    ...(invoice && 'Reference' in invoice ? ['Reference is for sales invoices only'] : []),
    ...(method === 'PUT' && path === '/Contacts' && !contact?.Name ? ['a contact without a name'] : []),
  ]
}

function listIn(body: unknown, name: string): Record<string, unknown>[] {
  const list = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined
  return Array.isArray(list) ? list : []
}

/** `/Invoices/8f…/Attachments/a.pdf` → `/Invoices/:id/Attachments/:name`. */
function kindOf(path: string): string {
  return path.replace(/^(\/\w+)\/[^/]+/, '$1/:id').replace(/(\/Attachments)\/.+$/, '$1/:name')
}

async function requestOf(request: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake')
  const contentType = request.headers['content-type']
  const isJson = contentType?.startsWith('application/json') ?? false
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    contentType,
    body: bytes.length === 0 ? undefined : isJson ? JSON.parse(bytes.toString('utf8')) : bytes,
  }
}

function send(response: ServerResponse, { status, headers = {}, body }: SandboxAnswer): void {
  if (body === null) response.writeHead(status, headers).end()
  else if (typeof body === 'string') response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)
  else response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body))
}
