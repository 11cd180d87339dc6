import type { ServerResponse } from 'node:http'
import type { Json } from '@/flow/json'

export type Answer = {
  status: number
  headers: Record<string, string>
  body: Json
  /** In place of the body. */
  file?: { name: string; contentType: string; bytes: Uint8Array }
}

/**
 * What a flow may not set: what holds for our whole origin and outlives the answer (with `NEL`, browsers report every later
 * address to whoever it names, links that are keys among them), what a proxy in front obeys, and what only the server can know.
 */
const OURS = new Set([
  'set-cookie',
  'clear-site-data',
  'service-worker-allowed',
  'strict-transport-security',
  'nel',
  'report-to',
  'reporting-endpoints',
  'alt-svc',
  'accept-ch',
  'critical-ch',
  'origin-agent-cluster',
  'content-security-policy',
  'content-security-policy-report-only',
  'x-content-type-options',
  'access-control-allow-credentials',
  'x-sendfile',
  'x-lighttpd-send-file',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'upgrade',
  'trailer',
])

/** nginx serves whatever it may read to who sends the first of these. */
const TO_PROXIES = /^x-(accel|reproxy)-/

/**
 * A flow answers on our own origin, so whatever it says is kept harmless in a browser:
 * no cookies, and a sandbox without scripts for HTML.
 */
export function sendAnswer(response: ServerResponse, { status, headers, body, file }: Answer): void {
  if (response.headersSent || response.destroyed) return
  const isText = typeof body === 'string'
  const content = file ? Buffer.from(file.bytes) : body === null ? '' : isText ? body : JSON.stringify(body)
  const given = Object.entries(headers).filter(([name, value]) => isTheirs(name.toLowerCase()) && isHeader(name, value))
  if (file) given.push(...headersOf(file, given))
  const hasType = given.some(([name]) => name.toLowerCase() === 'content-type')
  if (!hasType && content.length > 0) given.push(['content-type', isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'])
  response.writeHead(status, {
    ...Object.fromEntries(given),
    'content-length': Buffer.byteLength(content),
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  })
  // Text leaves in one piece with the head.
  response.end(content)
}

/** What the flow itself says about its file goes first. */
function headersOf({ name, contentType }: NonNullable<Answer['file']>, given: readonly [string, string][]): [string, string][] {
  const own: [string, string][] = [
    ['content-type', contentType],
    ['content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name.replace(/[\ud800-\udfff]/gu, '_'))}`],
  ]
  return own.filter(([name, value]) => isHeader(name, value) && !given.some(([each]) => each.toLowerCase() === name))
}

function isTheirs(name: string): boolean {
  return !OURS.has(name) && !TO_PROXIES.test(name)
}

function isHeader(name: string, value: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && !/[^\t\x20-\x7e\x80-\xff]/.test(value)
}

export function refusal(status: number, error: string, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: { error } }
}
