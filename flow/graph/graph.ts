import { z } from 'zod'
import { JsonObjectSchema, JsonSchema } from '@/flow/json'
import { CURRENT_GRAPH_SCHEMA } from './current-schema'

/**
 * A drawn flow. One schema for the canvas, the API, import files, published versions and the engine.
 * Ids are opaque and never shown; a node's `key` is the name mappings use (`steps.<key>`).
 */
export { CURRENT_GRAPH_SCHEMA, emptyGraph } from './current-schema'

const Id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/)

export const NodeKeySchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z][a-zA-Z0-9_]*$/)

export const PositionSchema = z.strictObject({ x: z.number(), y: z.number() })

export const RetrySchema = z.strictObject({
  attempts: z.number().int().min(1).max(20).meta({ title: 'Attempts in all' }),
  delayMs: z.number().int().min(0).max(86_400_000).meta({ title: 'Wait before the first retry' }),
  factor: z.number().min(1).max(10).meta({ title: 'Each wait grows by' }),
})

/** What happens to the run when the node fails for good: stop it, go on with no output, or take the `error` port. */
export const OnErrorSchema = z.enum(['fail', 'continue', 'branch'])

export const NodeSchema = z.strictObject({
  id: Id,
  key: NodeKeySchema,
  type: z.string().min(1).max(128),
  typeVersion: z.number().int().min(1),
  label: z.string().max(200),
  params: JsonObjectSchema,
  connectionId: z.string().max(64).optional(),
  position: PositionSchema,
  parentId: Id.optional(),
  disabled: z.boolean(),
  retry: RetrySchema.optional(),
  timeoutMs: z.number().int().min(100).max(86_400_000).optional(),
  onError: OnErrorSchema,
  /** Pinned: what it gives in tests instead of running, and the way it goes on there; of a start, what a test begins with. */
  sample: JsonSchema.optional(),
  samplePort: z.string().min(1).max(64).optional(),
})

export const EdgeSchema = z.strictObject({
  id: Id,
  source: Id,
  sourcePort: z.string().min(1).max(64),
  target: Id,
})

export const NoteSchema = z.strictObject({
  id: Id,
  text: z.string().max(20_000),
  position: PositionSchema,
  size: z.strictObject({ width: z.number().positive(), height: z.number().positive() }),
  parentId: Id.optional(),
  /** A titled box around steps: what lies in it moves with it. */
  frame: z.literal(true).optional(),
})

export const GraphSettingsSchema = z.strictObject({
  timeZone: z.string().max(64).default('UTC'),
  runTimeoutMs: z.number().int().min(1_000).optional(),
  /** What one run may use up, within what the installation allows. */
  maxSteps: z.number().int().min(1).optional(),
  maxMegabytes: z.number().int().min(1).optional(),
  /** The flow that starts when a live run of this one fails. */
  errorFlowId: z.uuid().optional(),
})

export const MOST_ITEMS = { nodes: 20_000, edges: 60_000, notes: 5_000 }

export const GraphSchema = z.strictObject({
  schema: z.literal(CURRENT_GRAPH_SCHEMA),
  nodes: z.array(NodeSchema).max(MOST_ITEMS.nodes, 'A flow holds 20,000 steps at most.'),
  edges: z.array(EdgeSchema).max(MOST_ITEMS.edges, 'A flow holds 60,000 lines at most.'),
  notes: z.array(NoteSchema).max(MOST_ITEMS.notes, 'A flow holds 5,000 notes and frames at most.'),
  settings: GraphSettingsSchema,
})

export type Position = z.infer<typeof PositionSchema>
export type Retry = z.infer<typeof RetrySchema>
export type OnError = z.infer<typeof OnErrorSchema>
export type Node = z.infer<typeof NodeSchema>
export type Edge = z.infer<typeof EdgeSchema>
export type Note = z.infer<typeof NoteSchema>
export type GraphSettings = z.infer<typeof GraphSettingsSchema>
export type Graph = z.infer<typeof GraphSchema>
