import { z } from 'zod'
import { JsonObjectSchema, JsonSchema } from '@/flow/json'

/**
 * The journal of a run: everything that happened, in order, and nothing else.
 * State is always `fold(events)`; the worker, the canvas and the tests fold the same list.
 * An event, once committed, is never changed; new kinds may be added, old ones must keep folding.
 *
 * `step` names one node in one iteration: `nodeId`, or `loopId:3/nodeId` inside iteration 3 of a container,
 * nested as often as the containers are. `at` is milliseconds since 1970, from the worker's database clock.
 */
const base = { at: z.number() }
const ofStep = { ...base, step: z.string() }
const ofAttempt = { ...ofStep, attempt: z.number().int().min(1) }

/** What went wrong, for people: `message` in plain words, `hint` what to do, `path` which field or value. */
export const StepErrorSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  path: z.string().optional(),
  detail: JsonSchema.optional(),
})

export const WaitKindSchema = z.enum(['timer', 'callback', 'approval', 'verify'])

export const RunEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('run.started'), ...base, triggerNodeId: z.string(), input: JsonSchema }),
  /** The variables its expressions read, as they were when it began: a repeat sees the same. */
  z.strictObject({ type: z.literal('run.pinned'), ...base, vars: JsonObjectSchema }),
  z.strictObject({ type: z.literal('step.started'), ...ofAttempt }),
  /** The intent of an effect: durable before the outside world is touched. */
  z.strictObject({ type: z.literal('effect.announced'), ...ofAttempt, key: z.string(), effect: z.enum(['read', 'keyed', 'unsafe']) }),
  z.strictObject({ type: z.literal('step.completed'), ...ofAttempt, port: z.string(), output: JsonSchema }),
  /** `retryAt` set: another attempt follows then. Not set: this was the last. */
  z.strictObject({ type: z.literal('step.failed'), ...ofAttempt, error: StepErrorSchema, retryAt: z.number().optional() }),
  z.strictObject({ type: z.literal('step.skipped'), ...ofStep, reason: z.enum(['dead-path', 'disabled']) }),
  z.strictObject({ type: z.literal('wait.opened'), ...ofAttempt, waitId: z.string(), kind: WaitKindSchema, wakeAt: z.number().optional() }),
  z.strictObject({ type: z.literal('wait.closed'), ...ofStep, waitId: z.string(), result: JsonSchema }),
  z.strictObject({ type: z.literal('loop.opened'), ...ofAttempt, items: z.array(JsonSchema) }),
  z.strictObject({ type: z.literal('loop.collected'), ...ofStep, index: z.number().int().min(0), output: JsonSchema }),
  z.strictObject({ type: z.literal('run.succeeded'), ...base }),
  z.strictObject({ type: z.literal('run.failed'), ...base, step: z.string().optional(), error: StepErrorSchema }),
  z.strictObject({ type: z.literal('run.cancelled'), ...base, reason: z.string() }),
])

export type RunEvent = z.infer<typeof RunEventSchema>
export type StepError = z.infer<typeof StepErrorSchema>
export type WaitKind = z.infer<typeof WaitKindSchema>
