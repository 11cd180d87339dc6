import type { Json, JsonObject } from '@/flow/json'
import { NestedTooDeep, parseJson } from '@/flow/parse-json'

export type ParsedBody = { ok: true; body: Json } | { ok: false; reason: string }

/** What a caller sent, as data. A content type that is unknown, doubled or missing makes text; only JSON and forms can be wrong. */
export async function parseBody(bytes: Buffer, contentType: string): Promise<ParsedBody> {
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase()
  if (bytes.length === 0) return { ok: true, body: null }
  if (type === 'application/json' || type.endsWith('+json')) return parseJsonBody(bytes)
  if (type === 'application/x-www-form-urlencoded') return { ok: true, body: fields(new URLSearchParams(bytes.toString('utf8'))) }
  if (type === 'multipart/form-data') return parseMultipart(bytes, contentType)
  return { ok: true, body: bytes.toString('utf8') }
}

function parseJsonBody(bytes: Buffer): ParsedBody {
  try {
    return { ok: true, body: parseJson(bytes.toString('utf8')) }
  } catch (error) {
    if (error instanceof NestedTooDeep) return { ok: false, reason: error.message }
    return { ok: false, reason: `The body is not valid JSON: ${error instanceof Error ? error.message : 'it can not be read'}.` }
  }
}

async function parseMultipart(bytes: Buffer, contentType: string): Promise<ParsedBody> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData()
    const entries: [string, Json][] = []
    for (const [name, value] of form) entries.push([name, typeof value === 'string' ? value : await fileAsData(value)])
    return { ok: true, body: fields(entries) }
  } catch {
    return { ok: false, reason: 'The multipart form can not be read. Check its boundary.' }
  }
}

async function fileAsData(file: File): Promise<JsonObject> {
  const base64 = Buffer.from(await file.arrayBuffer()).toString('base64')
  return { name: file.name, contentType: file.type, size: file.size, base64 }
}

/** A field given more than once is a list. */
export function fields(entries: Iterable<[string, Json]>): JsonObject {
  const values = new Map<string, Json>()
  const repeated = new Set<string>()
  for (const [name, value] of entries) {
    const before = values.get(name)
    if (before === undefined) values.set(name, value)
    else if (repeated.has(name) && Array.isArray(before)) before.push(value)
    else {
      values.set(name, [before, value])
      repeated.add(name)
    }
  }
  return Object.fromEntries(values)
}
