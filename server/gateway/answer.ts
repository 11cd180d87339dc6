import type { ServerResponse } from 'node:http'
import type { Json } from '@/flow/json'

export type Answer = {
  status: number
  headers: Record<string, string>
  body: Json
  /** In place of the body. */
  file?: { name: string; contentType: string; bytes: Uint8Array }
}

/** What a flow may not set for our origin, and what only the server can know. */
const OURS = new Set([
  'set-cookie',
  'clear-site-data',
  'service-worker-allowed',
  'strict-transport-security',
  'content-security-policy',
  'x-content-type-options',
  'access-control-allow-credentials',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'upgrade',
  'trailer',
])

/**
 * A flow answers on our own origin, so whatever it says is kept harmless in a browser:
 * no cookies, and a sandbox without scripts for HTML.
 */
export function sendAnswer(response: ServerResponse, { status, headers, body, file }: Answer): void {
  if (response.headersSent || response.destroyed) return
  const isText = typeof body === 'string'
  const bytes = file ? Buffer.from(file.bytes) : Buffer.from(body === null ? '' : isText ? body : JSON.stringify(body))
  const given = Object.entries(headers).filter(([name, value]) => !OURS.has(name.toLowerCase()) && isHeader(name, value))
  if (file) given.push(...headersOf(file, given))
  const hasType = given.some(([name]) => name.toLowerCase() === 'content-type')
  if (!hasType && bytes.length > 0) given.push(['content-type', isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'])
  response.writeHead(status, {
    ...Object.fromEntries(given),
    'content-length': bytes.length,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  })
  response.end(bytes)
}

/** What the flow itself says about its file goes first. */
function headersOf({ name, contentType }: NonNullable<Answer['file']>, given: readonly [string, string][]): [string, string][] {
  const own: [string, string][] = [
    ['content-type', contentType],
    ['content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name.replace(/[\ud800-\udfff]/gu, '_'))}`],
  ]
  return own.filter(([name, value]) => isHeader(name, value) && !given.some(([each]) => each.toLowerCase() === name))
}

function isHeader(name: string, value: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && !/[^\t\x20-\x7e\x80-\xff]/.test(value)
}

export function refusal(status: number, error: string, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: { error } }
}
