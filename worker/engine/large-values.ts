import type { FileRef } from '@/flow/define/file-ref'
import type { Scope } from '@/flow/expressions/scope'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { keepFile } from '@/server/blobs/keep-file'
import { LARGE_VALUE_TYPE, LARGEST_INLINE } from '@/server/blobs/large-value'
import { readFile } from '@/server/blobs/read-file'
import type { NowOrLater } from './now-or-later'

/**
 * Values over 256 KB leave the journal and memory: a `{ $file }` reference travels in their place. Where a step's
 * parameters use one, it is read back first, so that nobody who draws a flow has to know.
 */
export function setAside(run: Run, key: string, output: Json): NowOrLater<Kept> {
  const text = JSON.stringify(output)
  return text.length <= LARGEST_INLINE ? { output, text } : keepAside(run, key, text)
}

/** An output as the journal keeps it, and its JSON text. */
export type Kept = { output: Json; text: string }

type Run = { id: string; workspaceId: string }

async function keepAside({ id, workspaceId }: Run, key: string, text: string): Promise<Kept> {
  const file = { name: `${key}.json`, contentType: LARGE_VALUE_TYPE, bytes: Buffer.from(text) }
  const output = await keepFile(workspaceId, file, id)
  return { output, text: JSON.stringify(output) }
}

/** Reads back what these parameters use; `known` remembers it for the next step of the run. */
export function withLargeValues(workspaceId: string, scope: Scope, params: JsonObject, known: Map<string, Json>): NowOrLater<Scope> {
  if (isSetAside(scope.trigger)) return readAll(workspaceId, scope, params, known)
  for (const key in scope.steps) if (isSetAside(scope.steps[key])) return readAll(workspaceId, scope, params, known)
  return scope
}

async function readAll(workspaceId: string, scope: Scope, params: JsonObject, known: Map<string, Json>): Promise<Scope> {
  const aside = Object.entries(scope.steps).filter(([, value]) => isSetAside(value))
  const text = JSON.stringify(params)
  const steps: Scope['steps'] = Object.assign(Object.create(null), scope.steps)
  for (const [key, value] of aside) if (text.includes(key)) steps[key] = await readBack(workspaceId, value, known)
  const trigger = text.includes('trigger') ? await readBack(workspaceId, scope.trigger, known) : scope.trigger
  return { ...scope, steps, trigger }
}

export async function readBack(workspaceId: string, value: Json, known: Map<string, Json>): Promise<Json> {
  if (!isSetAside(value)) return value
  const { id } = value.$file
  const before = known.get(id)
  if (before !== undefined) return before
  const file = await readFile(workspaceId, id)
  if (!file) return value
  const read: Json = JSON.parse(Buffer.from(file.bytes).toString('utf8'))
  known.set(id, read)
  return read
}

function isSetAside(value: Json | undefined): value is FileRef {
  return isJsonObject(value) && isJsonObject(value.$file) && value.$file.contentType === LARGE_VALUE_TYPE
}
