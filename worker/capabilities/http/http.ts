import type { Capabilities, HttpRequest, HttpResponse } from '@/flow/define/capabilities'
import type { Json } from '@/flow/json'
import { DEEPEST_JSON } from '@/flow/parse-json'
import { isLight, jsonBytes } from '../../sandbox/json-bytes'
import { jsonFrom } from '../../sandbox/json-from'
import type { EgressRules } from './address'
import { guardedAgent, type Resolve } from './guarded-agent'
import type { Marks } from './hook-marks'
import { readBody } from './read-body'
import { type Agents, sendFollowing } from './send'
import { textOfAnswer } from './text-of-answer'
import { transportFailure } from './transport-failure'

/** `leaving`: told before anything is sent. */
type Sender = { files: Capabilities['files']; signal: AbortSignal; marks?: Marks; leaving?: () => void }

export type HttpTransport = {
  /** The hands of one step: its files, its abort signal, and what is said of it where it goes. */
  forStep(step: Sender): Capabilities['http']
  close(): Promise<void>
}

export function openHttp(rules: EgressRules, resolve?: Resolve): HttpTransport {
  const agents: Agents = {
    reusing: guardedAgent(rules, { keepAlive: true, resolve }),
    fresh: guardedAgent(rules, { keepAlive: false, resolve }),
  }
  return {
    forStep: (sender) => ({ send: (request) => send(agents, request, sender) }),
    close: async () => {
      await Promise.all([agents.reusing.destroy(), agents.fresh.destroy()])
    },
  }
}

async function send(agents: Agents, request: HttpRequest, { files, signal, marks, leaving }: Sender): Promise<HttpResponse> {
  const startedAt = performance.now()
  const body = await written(request.body, files)
  leaving?.()
  const { status, headers, bytes } = await received(agents, request, body, { signal, marks })
  const answer = await understand(bytes, headers['content-type'] ?? '', request.url, files)
  return { status, headers, body: answer, durationMs: Math.round(performance.now() - startedAt) }
}

async function received(agents: Agents, request: HttpRequest, body: Sent, { signal, marks }: Pick<Sender, 'signal' | 'marks'>) {
  try {
    const response = await sendFollowing(agents, request, body, { signal, marks })
    const headers = plainHeaders(response.headers)
    const bytes = await readBody(response.body, headers['content-encoding'] ?? '')
    return { status: response.statusCode, headers, bytes }
  } catch (error) {
    signal.throwIfAborted()
    throw transportFailure(error, URL.parse(request.url)?.host ?? request.url)
  }
}

type Sent = string | Uint8Array | undefined

async function written(body: HttpRequest['body'], files: Capabilities['files']): Promise<Sent> {
  if (!body) return undefined
  if ('file' in body) return files.read(body.file)
  if ('text' in body) return body.text
  return isLight(body.json) ? JSON.stringify(body.json) : Buffer.concat((await jsonBytes(body.json, Number.POSITIVE_INFINITY)) ?? [])
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )
}

async function understand(bytes: Buffer, contentType: string, url: string, files: Capabilities['files']): Promise<Json> {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (bytes.length === 0) return null
  if (type === 'application/json' || type.endsWith('+json')) return parsed(bytes)
  if (type === '' || type.startsWith('text/') || /^application\/(xml|javascript|x-www-form-urlencoded)$|\+xml$/.test(type)) {
    return textOfAnswer(bytes, contentType)
  }
  const name = URL.parse(url)?.pathname.split('/').at(-1) || 'answer'
  return files.write({ name, contentType: type, bytes })
}

/** Says it is JSON and isn't: what it is then is text. */
async function parsed(bytes: Buffer): Promise<Json> {
  try {
    return await jsonFrom(bytes, { deepest: DEEPEST_JSON })
  } catch {
    return bytes.toString('utf8')
  }
}
