import type { Capabilities } from '@/flow/define/capabilities'
import type { FileRef } from '@/flow/define/file-ref'
import type { Scope } from '@/flow/expressions/scope'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { keepFile } from '@/server/blobs/keep-file'
import { LARGE_VALUE_TYPE, LARGEST_INLINE } from '@/server/blobs/large-value'
import { readFile } from '@/server/blobs/read-file'
import { isLight, jsonBytes } from '../sandbox/json-bytes'
import type { NowOrLater } from './now-or-later'

/**
 * Values over 256 KB leave the journal and memory: a `{ $file }` reference travels in their place. Where a step's
 * parameters use one, it is read back first, so that nobody who draws a flow has to know.
 */
export function setAside({ id, workspaceId }: Run, key: string, output: Json, known: LargeValues): NowOrLater<Kept> {
  return setAsideWith((file) => keepFile(workspaceId, file, id), key, output, known)
}

export function setAsideWith(write: Write, key: string, output: Json, known: LargeValues): NowOrLater<Kept> {
  if (isLight(output)) {
    const text = JSON.stringify(output)
    if (text.length <= LARGEST_INLINE) return { output, text }
  }
  return keepAside(write, key, output, known)
}

/** An output as the journal keeps it, and its JSON text. */
export type Kept = { output: Json; text: string }

/** Values that were set aside and are at hand all the same, by file. */
export type LargeValues = { get(fileId: string): Json | undefined; keep(ref: FileRef, value: Json): void }

type Run = { id: string; workspaceId: string }
type Write = Capabilities['files']['write']

/** Written in pieces: nobody else waits while it is. */
async function keepAside(write: Write, key: string, output: Json, known: LargeValues): Promise<Kept> {
  const bytes = Buffer.concat((await jsonBytes(output, Number.POSITIVE_INFINITY)) ?? [])
  if (bytes.length <= LARGEST_INLINE) return { output, text: bytes.toString('utf8') }
  const file = await write({ name: `${key}.json`, contentType: LARGE_VALUE_TYPE, bytes })
  known.keep(file, output)
  return { output: file, text: JSON.stringify(file) }
}

/** So many, and each no larger than this: a run must not fill the memory with what it has set aside. */
const RECENT = { values: 8, bytes: 8_000_000 }

/** What was set aside or read back lately: the next step is likely to use it. */
export function recentValues(): LargeValues {
  const recent = new Map<string, Json>()
  return {
    get: (fileId) => recent.get(fileId),
    keep({ $file: { id, size } }, value) {
      if (size > RECENT.bytes) return
      recent.set(id, value)
      const [oldest] = recent.keys()
      if (recent.size > RECENT.values && oldest !== undefined) recent.delete(oldest)
    },
  }
}

/** Reads back what these parameters use; `known` remembers it for the next step of the run. */
export function withLargeValues(workspaceId: string, scope: Scope, params: JsonObject, known: LargeValues): NowOrLater<Scope> {
  return hasAside(scope) ? readAll(workspaceId, scope, params, known) : scope
}

/** What was set aside of a step's output, or (step null) of what came in. */
export type Aside = { step: string | null; ref: FileRef }

/** Which of the values in sight that were set aside these parameters use. */
export function asideIn(scope: Scope, params: JsonObject): Aside[] {
  if (!hasAside(scope)) return []
  const text = JSON.stringify(params)
  const steps = Object.entries(scope.steps).flatMap(([step, ref]) => (isSetAside(ref) && text.includes(step) ? [{ step, ref }] : []))
  return isSetAside(scope.trigger) && text.includes('trigger') ? [...steps, { step: null, ref: scope.trigger }] : steps
}

/** The scope with values in place of what was set aside. */
export async function putBack(scope: Scope, aside: readonly Aside[], read: (ref: FileRef) => Promise<Json>): Promise<Scope> {
  const whole: Scope = { ...scope, steps: Object.assign(Object.create(null), scope.steps) }
  for (const { step, ref } of aside) {
    const value = await read(ref)
    if (step === null) whole.trigger = value
    else whole.steps[step] = value
  }
  return whole
}

function readAll(workspaceId: string, scope: Scope, params: JsonObject, known: LargeValues): Promise<Scope> {
  return putBack(scope, asideIn(scope, params), (ref) => readBack(workspaceId, ref, known))
}

function hasAside({ trigger, steps }: Scope): boolean {
  if (isSetAside(trigger)) return true
  for (const key in steps) if (isSetAside(steps[key])) return true
  return false
}

export async function readBack(workspaceId: string, value: Json, known: LargeValues): Promise<Json> {
  if (!isSetAside(value)) return value
  const { id } = value.$file
  const before = known.get(id)
  if (before !== undefined) return before
  const file = await readFile(workspaceId, id)
  if (!file) return value
  const read: Json = JSON.parse(Buffer.from(file.bytes).toString('utf8'))
  known.keep(value, read)
  return read
}

function isSetAside(value: Json | undefined): value is FileRef {
  return isJsonObject(value) && isJsonObject(value.$file) && value.$file.contentType === LARGE_VALUE_TYPE
}
