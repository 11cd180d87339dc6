import { z } from 'zod'
import { StepErrorSchema } from '../engine/events'
import { RUN_STATUSES, STEP_STATUSES } from '../engine/status'
import { JsonSchema } from '../json'

/** How a draft fares on a past run. `untold`: the record does not say enough. */
export const VERDICTS = ['same', 'different', 'broken', 'untold'] as const
export type Verdict = (typeof VERDICTS)[number]

export const ChangeSchema = z.strictObject({
  path: z.array(z.union([z.string(), z.number()])),
  before: JsonSchema.optional(),
  after: JsonSchema.optional(),
})

/** What one step got and gave. Too large a value is left out, and says so: `{ leftOut, letters }`. */
const SideSchema = z.strictObject({
  status: z.enum(STEP_STATUSES),
  port: z.string().nullable(),
  input: JsonSchema,
  output: JsonSchema,
  error: StepErrorSchema.nullable(),
})

/**
 * A step that does not do what it did. `new`: it did nothing then; `gone`: it does nothing now; `untold`: what it gives can't
 * be known without asking the world.
 */
export const StepDifferenceSchema = z.strictObject({
  step: z.string(),
  label: z.string(),
  kind: z.enum(['different', 'new', 'gone', 'untold']),
  /** Why it can't be told. */
  reason: z.string().optional(),
  before: SideSchema.nullable(),
  after: SideSchema.nullable(),
  /** Where what it gives differs; where that is the same, what it gets. */
  changes: z.array(ChangeSchema),
  /** Its answer is that of then, although it asks differently now. */
  assumed: z.boolean(),
})

/** Something that would be done to the outside otherwise than it was. Nothing of it is done. */
export const EffectDifferenceSchema = z.strictObject({
  step: z.string(),
  label: z.string(),
  capability: z.enum(['http', 'mail', 'model', 'flow', 'state', 'approval', 'reply']),
  kind: z.enum(['changed', 'new', 'gone']),
  /** It only asks. */
  reads: z.boolean(),
  /** In words: `POST api.xero.com/Invoices`, `a mail to finance@acme.test`. */
  what: z.string(),
  changes: z.array(ChangeSchema),
})

export const RunDifferenceSchema = z.strictObject({
  verdict: z.enum(VERDICTS),
  statusThen: z.enum(RUN_STATUSES).nullable(),
  statusNow: z.enum(RUN_STATUSES).nullable(),
  /** Why it is broken or can't be told. */
  reason: z.string().nullable(),
  steps: z.array(StepDifferenceSchema),
  effects: z.array(EffectDifferenceSchema),
  /** Steps that did the same. */
  same: z.number().int(),
})

export type Side = z.infer<typeof SideSchema>
export type StepDifference = z.infer<typeof StepDifferenceSchema>
export type EffectDifference = z.infer<typeof EffectDifferenceSchema>
export type RunDifference = z.infer<typeof RunDifferenceSchema>
