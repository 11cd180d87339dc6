import { createHash, type Hash, hash } from 'node:crypto'
import { z } from 'zod'
import { type Json, JsonObjectSchema, JsonSchema } from '@/flow/json'
import { canonicalJson } from '../chain/canonical-json'
import { digestOf } from '../chain/link'

/**
 * What the audit event `run.sealed` says of a run that ended: digests of its journal, its calls to the outside, its approvals
 * and the files it names. A list's digest is the SHA-256 of its entries as canonical JSON, each with a line feed behind it. Most
 * runs have no calls, no approvals and no files: of those nothing is said, which is to say that there were none.
 */
const DigestSchema = z.strictObject({ count: z.number().int(), digest: z.string() })
const OF_NOTHING = { count: 0, digest: hash('sha256', '', 'hex') }

export const RunSealSchema = z.strictObject({
  flowId: z.string(),
  versionId: z.string(),
  versionHash: z.string(),
  mode: z.string(),
  status: z.string(),
  startedBy: JsonObjectSchema,
  journal: DigestSchema,
  /** `each`: the digests of single calls, as far as they are few, so that a check can say which one is another. */
  calls: DigestSchema.extend({ each: z.array(z.string()) }).default({ ...OF_NOTHING, each: [] }),
  approvals: DigestSchema.default(OF_NOTHING),
  files: DigestSchema.default(OF_NOTHING),
})

export type RunSeal = z.infer<typeof RunSealSchema>
/** As it is written. */
export type SealDetail = Omit<RunSeal, MayBeNone> & Partial<Pick<RunSeal, MayBeNone>>
type MayBeNone = 'approvals' | 'calls' | 'files'

export const CallRecordSchema = z.strictObject({
  id: z.string(),
  step: z.string(),
  attempt: z.number().int(),
  capability: z.string(),
  summary: JsonObjectSchema,
  connectionId: z.string().nullable(),
  sandbox: z.boolean(),
  /** Of the request and the answer as they were, which are kept sealed. */
  digest: z.string(),
  at: z.string(),
  durationMs: z.number().int(),
})

export const ApprovalRecordSchema = z.strictObject({
  waitId: z.string(),
  step: z.string(),
  /** The question as it was asked (flow/define/approval.ts). */
  request: JsonSchema,
  decisions: z.array(
    z.strictObject({
      id: z.string(),
      decider: z.string(),
      name: z.string(),
      decision: z.enum(['approved', 'rejected']),
      comment: z.string(),
      edits: z.array(z.strictObject({ key: z.string(), from: JsonSchema, to: JsonSchema })),
      via: z.enum(['app', 'mail', 'slack']),
      at: z.string(),
    }),
  ),
})

/** Of a file or a large value that the journal names: its content by its SHA-256. */
export const FileRecordSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  contentType: z.string(),
  size: z.number(),
  sha256: z.string(),
})

export type FileRecord = z.infer<typeof FileRecordSchema>
export type CallRecord = z.infer<typeof CallRecordSchema>
export type ApprovalRecord = z.infer<typeof ApprovalRecordSchema>

const MOST_NAMED = 100

export function sealOfCalls(calls: readonly CallRecord[]): RunSeal['calls'] {
  return { ...digestOfList(calls), each: calls.length > MOST_NAMED ? [] : calls.map(digestOf) }
}

export function digestOfList(list: readonly Json[]): { count: number; digest: string } {
  if (list.length === 0) return { ...OF_NOTHING }
  const digest = new ListDigest()
  for (const entry of list) digest.add(entry)
  return digest.done()
}

/** Hashing a little at a time costs more than the hash. */
const HASHED_AT_ONCE = 64_000

export class ListDigest {
  /** Of what was more than is hashed at once; most lists are less, and need none. */
  #hash: Hash | undefined
  #text = ''
  #count = 0

  add(entry: Json): void {
    this.addText(canonicalJson(entry))
  }

  /** An entry whose canonical text is known already. */
  addText(text: string): void {
    this.#text += `${text}\n`
    this.#count += 1
    if (this.#text.length < HASHED_AT_ONCE) return
    this.#hash ??= createHash('sha256')
    this.#hash.update(this.#text)
    this.#text = ''
  }

  done(): { count: number; digest: string } {
    const digest = this.#hash ? this.#hash.update(this.#text).digest('hex') : hash('sha256', this.#text, 'hex')
    return { count: this.#count, digest }
  }
}
