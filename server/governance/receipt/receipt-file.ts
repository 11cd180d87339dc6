import { z } from 'zod'
import { JsonObjectSchema, JsonSchema } from '@/flow/json'
import { CheckpointSchema } from '../chain/checkpoint'
import { AuditedEventSchema } from '../chain/link'
import { ApprovalRecordSchema, CallRecordSchema, FileRecordSchema } from './run-seal'

/** Where the seal of a run stands in the audit chain, and the way from there to a signature: digests of events, not the events. */
export const SealPlaceSchema = z.strictObject({
  event: AuditedEventSchema,
  seq: z.number().int(),
  previous: z.string(),
  hash: z.string(),
  following: z.array(z.string()),
  checkpoint: CheckpointSchema.nullable(),
})

/** A receipt as it is downloaded: everything that the digests in the seal cover, so that they can be worked out again anywhere. */
export const ReceiptFileSchema = z.strictObject({
  kind: z.literal('receipt'),
  format: z.literal(1),
  workspace: z.strictObject({ id: z.string(), name: z.string() }),
  run: z.strictObject({
    id: z.string(),
    mode: z.string(),
    status: z.string(),
    flow: z.strictObject({ id: z.string(), name: z.string() }),
    /** `number` null: a test, which used the draft as it was. */
    version: z.strictObject({ id: z.string(), number: z.number().int().nullable(), hash: z.string() }),
    startedBy: JsonObjectSchema,
    starter: z.string(),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    /** Set: journal, calls and files were removed by policy, and only their digests are left, in the seal. */
    detailsRemovedAt: z.string().nullable().default(null),
  }),
  /** As it was published: its hash is the version's. */
  graph: JsonSchema,
  journal: z.array(JsonSchema),
  /** Files and large values that the journal names. */
  files: z.array(FileRecordSchema),
  calls: z.array(CallRecordSchema),
  /** By call, the request and its answer; the page has them one by one instead. */
  exchanges: z.record(z.string(), JsonSchema),
  approvals: z.array(ApprovalRecordSchema),
  seal: SealPlaceSchema.nullable(),
  publicKeys: z.array(z.strictObject({ id: z.string(), publicKey: z.string() })),
})

export type SealPlace = z.infer<typeof SealPlaceSchema>
export type ReceiptFile = z.infer<typeof ReceiptFileSchema>
