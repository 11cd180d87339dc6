import { existsSync, readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { z } from 'zod'
import type { HttpRequest } from '@/flow/define/capabilities'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { argumentsOf } from '../slack/arguments'

const FILE = '../shared/data/specs/slack_web_openapi_v2.json'

export const SLACK_SPEC_ABSENT = !existsSync(FILE)

const Parameter = z.object({
  name: z.string(),
  in: z.enum(['query', 'formData', 'header']),
  required: z.boolean().default(false),
  type: z.enum(['string', 'boolean', 'integer', 'number']),
})
const Operation = z.object({
  parameters: z.array(Parameter),
  responses: z.object({ 200: z.object({ schema: z.unknown() }), default: z.object({ schema: z.unknown() }) }),
})
const Spec = z.object({
  definitions: z.record(z.string(), z.unknown()),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
})

/**
 * Slack's own description of its API (Swagger 2, last changed in 2021): are requests and answers as it says? What it gets
 * wrong is put right here, each with its reason.
 */
export class SlackSpec {
  readonly #spec = Spec.parse(JSON.parse(readFileSync(FILE, 'utf8')))
  readonly #ajv = addFormats(new Ajv({ strict: false, allErrors: true }))
  readonly #compiled = new Map<string, ValidateFunction>()

  constructor() {
    this.#ajv.addSchema({ $id: 'slack', definitions: mended(this.#spec.definitions) })
  }

  /** What is wrong with a request; empty when nothing is. */
  wrongInRequest(request: HttpRequest): string[] {
    const url = new URL(request.url)
    const path = url.pathname.replace(/^\/api/, '')
    const found = this.#operation(path, request.method)
    if (!found) return [`${request.method} ${path} is not described`]
    const args = argumentsOf(request)
    if (!args) return [`${path} does not take this body`]
    const place = request.method === 'GET' ? 'query' : 'formData'
    const known = [...found.parameters, ...(NEWER[path] ?? [])].filter((parameter) => parameter.in === place)
    const wrong = [...args].flatMap(([name, text]) => {
      const parameter = known.find((each) => each.name === name)
      if (!parameter) return [`${path} has no ${place} argument “${name}”`]
      return isOfType(text, parameter.type) ? [] : [`${path}: “${name}” is no ${parameter.type}`]
    })
    // The token: the description still wants it among the arguments; it has long gone into the Authorization header.
    const missing = known.filter(({ name, required }) => required && name !== 'token' && !args.has(name))
    return [...wrong, ...missing.map(({ name }) => `${path}: “${name}” is missing`), ...besides(path, args)]
  }

  /** What is wrong with an answer; empty when nothing is. */
  wrongInAnswer(request: Pick<HttpRequest, 'method' | 'url'>, body: Json): string[] {
    const path = new URL(request.url).pathname.replace(/^\/api/, '')
    const found = this.#operation(path, request.method)
    if (!found || !isJsonObject(body)) return [`${path}: no answer that is described`]
    const which = body.ok === true ? 'success' : 'failure'
    const key = `${path} ${which}`
    const validate = this.#compiled.get(key) ?? this.#ajv.compile(schemaAt(found, which))
    this.#compiled.set(key, validate)
    if (validate(body)) return []
    return (validate.errors ?? []).map(({ instancePath, message, params }) => `${path}${instancePath} ${message} ${JSON.stringify(params)}`)
  }

  #operation(path: string, method: string): z.infer<typeof Operation> | undefined {
    return Operation.safeParse(this.#spec.paths[path]?.[method.toLowerCase()]).data
  }
}

const ALL_METADATA = { name: 'include_all_metadata', in: 'query', required: false, type: 'boolean' } as const

/** Messages have carried metadata since 2022; the description is older. */
const NEWER: Record<string, z.infer<typeof Parameter>[]> = {
  '/chat.postMessage': [{ name: 'metadata', in: 'formData', required: false, type: 'string' }],
  '/conversations.history': [ALL_METADATA],
  '/conversations.replies': [ALL_METADATA],
}

const BY_ID_ONLY: ReadonlySet<string> = new Set(['/chat.update', '/conversations.history', '/conversations.replies'])

/** Rules that the description leaves out, from the methods' pages. */
function besides(path: string, args: ReadonlyMap<string, string>): string[] {
  const byIdOnly = BY_ID_ONLY.has(path) && !/^[CGD][A-Z0-9]{8,}$/.test(args.get('channel') ?? '')
  if (path !== '/chat.postMessage' && path !== '/chat.update') return byIdOnly ? ['a history takes a channel’s id only'] : []
  const text = args.get('text') ?? ''
  const blocks = args.get('blocks')
  const wrong: string[] = []
  if (text === '' && (blocks === undefined || blocks === '[]')) wrong.push('there is neither text nor blocks')
  if (text.length > 40_000) wrong.push('the text is cut after 40,000 characters')
  if (byIdOnly) wrong.push('an update takes a channel’s id only')
  const ts = args.get('ts') ?? args.get('thread_ts')
  if (ts !== undefined && !/^\d{10}\.\d{6}$/.test(ts)) wrong.push('that is no time stamp')
  return wrong
}

function isOfType(text: string, type: z.infer<typeof Parameter>['type']): boolean {
  if (type === 'boolean') return /^(true|false|0|1)$/.test(text)
  if (type === 'integer') return /^-?\d+$/.test(text)
  if (type === 'number') return text !== '' && Number.isFinite(Number(text))
  return true
}

function schemaAt(operation: z.infer<typeof Operation>, which: 'success' | 'failure'): JsonObject {
  const { schema } = operation.responses[which === 'success' ? '200' : 'default']
  const own = mended(schema)
  if (which === 'success') return own
  // The list of errors has grown since: any name is one. Limits come as an answer of 429.
  const { properties } = own
  return { ...own, properties: { ...(isJsonObject(properties) ? properties : {}), error: { type: 'string', pattern: '^[a-z_]+$' } } }
}

const closed = (properties: JsonObject): JsonObject => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})
const PAGES = closed({ next_cursor: { type: 'string' } })
const METADATA = closed({ event_type: { type: 'string' }, event_payload: { type: 'object' } })

/**
 * As JSON Schema: references lead to the definitions, `items` with a list stands for “one of these” where the type is no
 * array (a converter's slip: an object described by `items` would allow anything), and `chat.update` answers blocks as a list.
 * A history may be empty, comes in pages, and holds messages of every kind, each with the metadata it was posted with.
 */
function mended(schema: unknown): JsonObject {
  const text = JSON.stringify(schema, (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string') return value.replace(/^#/, 'slack#')
    if (isJsonObject(value) && Array.isArray(value.items) && value.type === undefined) {
      const { items, ...rest } = value
      return { ...rest, anyOf: items }
    }
    if (key === 'blocks' && isJsonObject(value) && value.type === 'object') return { $ref: 'slack#/definitions/blocks' }
    if (key === 'messages' && isJsonObject(value) && value.type === 'array')
      return { type: 'array', items: { $ref: '#/definitions/objs_message' } }
    if (key === 'properties' && isJsonObject(value) && 'has_more' in value) return { ...value, response_metadata: PAGES }
    if (key === 'properties' && isJsonObject(value) && 'client_msg_id' in value) return { ...value, metadata: METADATA }
    return value
  })
  return JSON.parse(text)
}
