import { z } from 'zod'
import { JsonSchema } from '@/flow/json'
import { FileRefSchema } from './file-ref'

/** Where on the document a value was found: a page and a box in shares of its width and height, or a place in its XML. */
export const EvidenceSchema = z.union([
  z.strictObject({
    source: z.enum(['text', 'ocr', 'model']),
    page: z.number().int().min(1),
    /** Left, top, right, bottom; 0 to 1. */
    box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  }),
  z.strictObject({ source: z.literal('xml'), path: z.string() }),
])

const AskedFieldSchema = z.strictObject({
  key: z.string().min(1).max(64),
  label: z.string().max(200),
  value: JsonSchema,
  /** As the reader sees it: `EUR 4,280.00`. */
  shown: z.string().max(2_000),
  editable: z.boolean(),
  /** 0 to 1; absent where nothing was read. */
  confidence: z.number().min(0).max(1).optional(),
  evidence: EvidenceSchema.optional(),
})

/** What is asked of people, whole: the page that shows it needs nothing else, and the receipt keeps it as it was asked. */
export const ApprovalRequestSchema = z.strictObject({
  question: z.string().min(1).max(500),
  message: z.string().max(5_000).default(''),
  /** Why it is asked, in plain words: the condition or policy that led here. */
  reason: z.string().max(1_000).default(''),
  /** What has and has not happened yet: “Draft BILL-2041 is in Xero. Nothing is paid before you decide.” */
  standing: z.string().max(1_000).default(''),
  approvers: z.strictObject({
    /** Members by id, everybody of a role, and people without an account by address. */
    members: z.array(z.uuid()).max(100).default([]),
    roles: z.array(z.string().max(40)).max(20).default([]),
    emails: z.array(z.email()).max(100).default([]),
  }),
  /** Where it is also posted; whoever decides there is matched to an approver. */
  slack: z.strictObject({ connectionId: z.uuid(), channel: z.string().min(1).max(200) }).optional(),
  /** How many have to approve; one rejection ends it. */
  needed: z.number().int().min(1).max(100).default(1),
  /** False: whoever started the run may not decide. */
  selfApproval: z.boolean().default(false),
  fields: z.array(AskedFieldSchema).max(100).default([]),
  document: z
    .strictObject({
      file: FileRefSchema,
      pages: z
        .array(z.strictObject({ number: z.number().int().min(1), width: z.number(), height: z.number(), image: FileRefSchema.nullable() }))
        .max(20),
    })
    .optional(),
})

export type ApprovalRequest = z.infer<typeof ApprovalRequestSchema>
export type AskedField = z.infer<typeof AskedFieldSchema>

/** What the step goes on with. `expired`: nobody decided in time. */
export const ApprovalResultSchema = z.strictObject({
  decision: z.enum(['approved', 'rejected', 'expired']),
  by: z.array(
    z.strictObject({ decider: z.string(), name: z.string(), via: z.enum(['app', 'mail', 'slack']), at: z.string(), comment: z.string() }),
  ),
  /** By key, with edits applied. */
  fields: z.record(z.string(), JsonSchema),
  edits: z.array(z.strictObject({ key: z.string(), from: JsonSchema, to: JsonSchema, by: z.string() })),
  /** Expired, and others are to be asked besides. */
  escalates: z.boolean().optional(),
})

export type ApprovalResult = z.infer<typeof ApprovalResultSchema>
