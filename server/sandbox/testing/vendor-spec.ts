import { existsSync, readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import { type Operation, operationsIn, type Parameter, pointersTo, type Way } from './spec-document'

/** What went over the wire. `body` is parsed JSON, or bytes. */
export type SeenRequest = {
  method: string
  /** Below the server's base path, percent-encoded as it was sent. */
  path: string
  query?: Record<string, string>
  headers?: Record<string, string>
  contentType?: string
  body?: unknown
}

export type SeenAnswer = { status: number; contentType?: string; body: unknown }

export type VendorSpec = {
  /** What the vendor's description has against them, in words; empty when nothing. */
  requestFaults(request: SeenRequest): string[]
  answerFaults(request: SeenRequest, answer: SeenAnswer): string[]
}

export type SpecOptions = {
  /** Patterns for texts that the vendor marks with an extension keyword (`x-is-msdate`). */
  marked?: Record<string, Record<Way, RegExp>>
  /** Properties around every answer that the vendor sends and does not describe. */
  envelope?: readonly string[]
}

/**
 * A vendor's own description of its API (OpenAPI 3) as a judge of requests and answers. Stricter than the
 * text: what it does not name is a fault, and so is sending what is read-only. Null when the file is not here.
 */
export function vendorSpec(file: string, options: SpecOptions = {}): VendorSpec | null {
  if (!existsSync(file)) return null
  const text = readFileSync(file, 'utf8')
  const document: unknown = file.endsWith('.json') ? JSON.parse(text) : parse(text, { maxAliasCount: -1 })
  const operations = operationsIn(document)
  const judges = { request: judgeOf('request', document, options), answer: judgeOf('answer', document, options) }

  function operationFor({ method, path }: SeenRequest): { operation: Operation; inPath: Record<string, string> } | null {
    for (const operation of operations) {
      const match = operation.method === method.toUpperCase() ? operation.pattern.exec(path) : null
      if (match) return { operation, inPath: match.groups ?? {} }
    }
    return null
  }

  return {
    requestFaults(request) {
      const found = operationFor(request)
      if (!found) return [`${request.method} ${request.path} is not described`]
      return [
        ...parameterFaults(judges.request, found.operation, found.inPath, request),
        ...bodyFaults(judges.request, found.operation, request),
      ]
    },
    answerFaults(request, { status, contentType = 'application/json', body }) {
      const answers = operationFor(request)?.operation.answers
      const described = answers?.get(String(status)) ?? answers?.get('default')
      const schema = described?.get(plain(contentType)) ?? described?.get('*/*')
      return schema === undefined ? [] : judges.answer(schema, withoutEnvelope(body, options.envelope)).map((fault) => `answer${fault}`)
    },
  }
}

type Judge = (schema: unknown, value: unknown) => string[]

function judgeOf(way: Way, document: unknown, { marked = {} }: SpecOptions): Judge {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false })
  addFormats.default(ajv)
  for (const [keyword, patterns] of Object.entries(marked)) {
    ajv.addKeyword({ keyword, type: 'string', validate: (on: unknown, text: string) => on !== true || patterns[way].test(text) })
  }
  const root = `vendor:${way}`
  ajv.addSchema({ ...(pointersTo(document, way, '') as object), $id: root })
  const compiled = new Map<unknown, ValidateFunction>()
  return (schema, value) => {
    const validate = compiled.get(schema) ?? ajv.compile(pointersTo(schema, way, root) as object)
    compiled.set(schema, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
  }
}

function parameterFaults(judge: Judge, { parameters }: Operation, inPath: Record<string, string>, request: SeenRequest): string[] {
  const headers = Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  const given = { path: inPath, query: request.query ?? {}, header: headers }
  const named = (where: Parameter['in']) => parameters.filter((parameter) => parameter.in === where)
  const strange = Object.keys(given.query).filter((name) => !named('query').some((parameter) => parameter.name === name))
  return [
    ...strange.map((name) => `query parameter ${name} is not described`),
    ...(['path', 'query', 'header'] as const).flatMap((where) =>
      named(where).flatMap(({ name, required, schema }) => {
        const text = given[where][where === 'header' ? name.toLowerCase() : name]
        if (text === undefined) return required ? [`${where} parameter ${name} is missing`] : []
        return judge(schema, meant(text, schema)).map((fault) => `${where} parameter ${name}${fault}`)
      }),
    ),
  ]
}

function bodyFaults(judge: Judge, { bodies, bodyRequired }: Operation, { body, contentType }: SeenRequest): string[] {
  if (body === undefined || body === null) return bodyRequired ? ['the body is missing'] : []
  const schema = bodies.get(plain(contentType ?? '')) ?? bodies.get('*/*')
  if (schema === undefined) return [`a body of ${contentType ?? 'no type'} is not described`]
  return judge(schema, body instanceof Uint8Array ? Buffer.from(body).toString('base64') : body).map((fault) => `body${fault}`)
}

/** Parameters travel as text; the description says what is meant. */
function meant(text: string, schema: unknown): unknown {
  const type = typeof schema === 'object' && schema !== null && 'type' in schema ? schema.type : undefined
  if (type === 'integer' || type === 'number') return text.trim() === '' ? text : Number(text)
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return type === 'array' ? text.split(',') : text
}

function withoutEnvelope(body: unknown, envelope: readonly string[] = []): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  return Object.fromEntries(Object.entries(body).filter(([name]) => !envelope.includes(name)))
}

function plain(contentType: string): string {
  return contentType.split(';')[0]?.trim().toLowerCase() ?? ''
}
