import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import type { StepError } from '@/flow/engine/events'
import type { Scope } from '@/flow/expressions/scope'
import type { Node } from '@/flow/graph/graph'
import type { Json, JsonObject } from '@/flow/json'
import { StoreAway } from '@/server/blobs/store-away'
import type { WrittenFile } from '@/server/blobs/write-file'
import type { Kept } from '../large-values'

/** A step whose data is heavy, as the journal keeps it; `aside` is what its parameters use of that which was set aside. */
export type HeavyStep = {
  workspaceId: string
  node: Node
  mainPort: string
  scope: Scope
  aside: { step: string | null; ref: FileRef }[]
  /** It only computes, as far as its flow goes: then it may be done where its data is. */
  mayRun: boolean
  /** Set for a loop: its items are asked for, but not these first ones. */
  fed?: number
}

export type HeavyResult =
  | { kind: 'done'; port: string; kept: Kept | WrittenFile }
  /** All items of a loop there are, and those that were asked for, a piece at a time as JSON. */
  | { kind: 'items'; total: number; pieces: Uint8Array<ArrayBuffer>[] }
  /** Resolved, and whoever asked does the step itself: with this, or with what these pieces of JSON say. */
  | { kind: 'input'; input: JsonObject }
  | { kind: 'heavy-input'; pieces: Uint8Array<ArrayBuffer>[] }
  /** The parameters or the data they meet are wrong. */
  | { kind: 'unfit'; error: StepError }
  | { kind: 'failed'; error: Failure }

export type Failure =
  | { code: string; message: string; options: ConstructorParameters<typeof NodeError>[2] }
  | { away: string }
  | { unknown: string }

export type ToThread = { type: 'step'; step: HeavyStep } | { type: 'computed'; result: { value: Json } | { error: Failure } }

export type FromThread = { type: 'ended'; result: HeavyResult } | { type: 'compute'; asked: HeavyComputation }

/** Code on heavy data still runs in an isolate: the data goes there as bytes. */
export type HeavyComputation = {
  language: 'javascript' | 'jsonata'
  code: string
  bytes: Uint8Array[]
  seconds: number
  memoryMb: number
}

export function failureFrom(error: unknown): Failure {
  if (error instanceof StoreAway) return { away: error.code }
  if (!(error instanceof NodeError)) return { unknown: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  const { code, message, retry, unsure, brokenAccount, retryAfterMs, hint, detail } = error
  return { code, message, options: { retry, unsure, brokenAccount, retryAfterMs, hint, detail } }
}

export function errorFrom(failure: Failure): Error {
  if ('away' in failure) return new StoreAway(failure.away)
  return 'unknown' in failure ? new Error(failure.unknown) : new NodeError(failure.code, failure.message, failure.options)
}
