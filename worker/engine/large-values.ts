import type { Capabilities } from '@/flow/define/capabilities'
import type { FileRef } from '@/flow/define/file-ref'
import type { Scope } from '@/flow/expressions/scope'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { keepFile } from '@/server/blobs/keep-file'
import { LARGE_VALUE_TYPE, LARGEST_INLINE } from '@/server/blobs/large-value'
import { readFile } from '@/server/blobs/read-file'
import { isLight, jsonBytes } from '../sandbox/json-bytes'
import { jsonFrom } from '../sandbox/json-from'
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

/** As JSON: what is set aside must not fill the memory, however many runs there are. */
const MOST_RECENT_BYTES = 64_000_000

/** What runs of a worker set aside or read back lately: their next steps are likely to use it. A workspace knows its own. */
export class RecentValues {
  readonly #most: number
  readonly #recent = new Map<string, { value: Json; bytes: number }>()
  #bytes = 0

  constructor(most = MOST_RECENT_BYTES) {
    this.#most = most
  }

  of(workspaceId: string): LargeValues {
    return {
      get: (fileId) => this.#get(`${workspaceId}/${fileId}`),
      keep: ({ $file: { id, size } }, value) => this.#keep(`${workspaceId}/${id}`, { value, bytes: size }),
    }
  }

  #get(key: string): Json | undefined {
    const known = this.#recent.get(key)
    if (!known) return undefined
    this.#recent.delete(key)
    this.#recent.set(key, known)
    return known.value
  }

  /** What was used longest ago makes room. */
  #keep(key: string, kept: { value: Json; bytes: number }): void {
    if (kept.bytes > this.#most) return
    this.#forget(key)
    this.#recent.set(key, kept)
    this.#bytes += kept.bytes
    for (const oldest of this.#recent.keys()) {
      if (this.#bytes <= this.#most) return
      this.#forget(oldest)
    }
  }

  #forget(key: string): void {
    this.#bytes -= this.#recent.get(key)?.bytes ?? 0
    this.#recent.delete(key)
  }
}

/** Reads back what these parameters use; `known` remembers it for the next step. */
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
  const read = await jsonFrom(file.bytes)
  known.keep(value, read)
  return read
}

function isSetAside(value: Json | undefined): value is FileRef {
  return isJsonObject(value) && isJsonObject(value.$file) && value.$file.contentType === LARGE_VALUE_TYPE
}
