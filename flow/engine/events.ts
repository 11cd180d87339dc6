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
/** What the step printed, for whoever looks at the run. */
const logs = z.array(z.string()).optional()
const Count = z.number().int().min(0)
const ofAttempt = { ...ofStep, attempt: z.number().int().min(1) }

/** What went wrong, for people: `message` in plain words, `hint` what to do, `path` which field or value. */
export const StepErrorSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  path: z.string().optional(),
  detail: JsonSchema.optional(),
})

/**
 * Why a step of a test gives what it gives without its work being done: its pinned data, the example of its type because
 * nothing was to be sent, a yes that nobody was asked for, or a wait that was cut short.
 */
export const StandInSchema = z.enum(['pin', 'example', 'approval', 'wait'])

/**
 * What an app answered when it was asked whether an effect took place whose result was lost. `not-yet`: it isn't there, but
 * might be on its way. `missing`: it isn't there and won't be, so it is done again. `unknown`: the app couldn't be asked.
 */
export const LookAnswerSchema = z.enum(['found', 'not-yet', 'missing', 'unknown'])

/** `turn`: only so many may use the step's account at once. */
export const WaitKindSchema = z.enum(['timer', 'callback', 'approval', 'verify', 'call', 'turn'])

export const StepCompletedSchema = z.strictObject({
  type: z.literal('step.completed'),
  ...ofAttempt,
  port: z.string(),
  output: JsonSchema,
  standIn: StandInSchema.optional(),
  logs,
})

export const RunEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('run.started'), ...base, triggerNodeId: z.string(), input: JsonSchema }),
  /**
   * The run goes on where the run `of` ended, from the step `from` on anew. `keys`: those that effects had there which did
   * not finish. What was finished there follows as `step.reused`.
   */
  z.strictObject({
    type: z.literal('run.continued'),
    ...base,
    of: z.string(),
    from: z.string().optional(),
    keys: z.record(z.string(), z.string()),
  }),
  /** What the step gave in the run that this one continues: it is not done again. `error`: it had failed, and the run went on. */
  z.strictObject({
    type: z.literal('step.reused'),
    ...ofAttempt,
    port: z.string(),
    output: JsonSchema,
    error: StepErrorSchema.optional(),
    standIn: StandInSchema.optional(),
  }),
  /** The variables its expressions read, as they were when it began: a repeat sees the same. */
  z.strictObject({ type: z.literal('run.pinned'), ...base, vars: JsonObjectSchema }),
  z.strictObject({ type: z.literal('step.started'), ...ofAttempt }),
  /** The intent of an effect: durable before the outside world is touched. */
  z.strictObject({ type: z.literal('effect.announced'), ...ofAttempt, key: z.string(), effect: z.enum(['read', 'keyed', 'unsafe']) }),
  /** `note` says it to people. After `found` the step's result follows, after `not-yet` and `unknown` a wait. */
  z.strictObject({ type: z.literal('effect.looked-up'), ...ofAttempt, answer: LookAnswerSchema, note: z.string() }),
  StepCompletedSchema,
  /** `retryAt` set: another attempt follows then. Not set: this was the last. `index`: a loop could not take what this iteration left. */
  z.strictObject({
    type: z.literal('step.failed'),
    ...ofAttempt,
    error: StepErrorSchema,
    retryAt: z.number().optional(),
    index: Count.optional(),
    logs,
  }),
  z.strictObject({ type: z.literal('step.skipped'), ...ofStep, reason: z.enum(['dead-path', 'disabled']) }),
  z.strictObject({ type: z.literal('wait.opened'), ...ofAttempt, waitId: z.string(), kind: WaitKindSchema, wakeAt: z.number().optional() }),
  z.strictObject({ type: z.literal('wait.closed'), ...ofStep, waitId: z.string(), result: JsonSchema }),
  /** `total` set: these are only the first items, `loop.fed` brings the others. A repeat has one, what its first pass is given. */
  z.strictObject({ type: z.literal('loop.opened'), ...ofAttempt, items: z.array(JsonSchema), total: Count.optional() }),
  z.strictObject({ type: z.literal('loop.fed'), ...ofStep, items: z.array(JsonSchema) }),
  /** `again`: a repeat goes on with another pass, which is given this output. */
  z.strictObject({ type: z.literal('loop.collected'), ...ofStep, index: Count, output: JsonSchema, again: z.boolean().optional() }),
  /**
   * Iterations `index`, `index + 1`, … over steps that only compute, done at once; `passed` counts by node id how often it did its work.
   * `stepwise`: the next iteration, or all the rest, can't be done that way and is done step by step.
   */
  z.strictObject({
    type: z.literal('loop.swept'),
    ...ofStep,
    index: Count,
    outputs: z.array(JsonSchema),
    passed: z.record(z.string(), Count),
    stepwise: z.enum(['this', 'rest']).optional(),
  }),
  /** The loop's output is what was collected: it isn't written a second time. (Journals before it have a `step.completed` here.) */
  z.strictObject({ type: z.literal('loop.closed'), ...ofAttempt, port: z.string() }),
  z.strictObject({ type: z.literal('scope.opened'), ...ofAttempt }),
  /** All that was tried is done; `error`: but what it leaves could not be taken. */
  z.strictObject({ type: z.literal('scope.tried'), ...ofStep, output: JsonSchema, error: StepErrorSchema.optional() }),
  /** The turn of another part has come; `failure` is what failed and isn't caught. */
  z.strictObject({
    type: z.literal('scope.turned'),
    ...ofStep,
    part: z.enum(['catch', 'finally']),
    failure: z.strictObject({ step: z.string(), error: StepErrorSchema }).optional(),
  }),
  /** While it waited, it was moved to another version: from here on the steps of that one follow. All of it folds on that version. */
  z.strictObject({ type: z.literal('run.moved'), ...base, from: z.string(), to: z.string() }),
  z.strictObject({ type: z.literal('run.succeeded'), ...base }),
  z.strictObject({ type: z.literal('run.failed'), ...base, step: z.string().optional(), error: StepErrorSchema }),
  /** It is to be cancelled, and the last parts of these open scopes are done before it is. Everything else is given up. */
  z.strictObject({ type: z.literal('run.cancelling'), ...base, scopes: z.array(z.string()).min(1) }),
  z.strictObject({ type: z.literal('run.cancelled'), ...base, reason: z.string() }),
])

export type RunEvent = z.infer<typeof RunEventSchema>
export type StepError = z.infer<typeof StepErrorSchema>

/** Why a run failed, as its row keeps it: with the name of the step, for whoever sees no more than the row. */
export type RunError = StepError & { stepName?: string }
export type StandIn = z.infer<typeof StandInSchema>
export type LookAnswer = z.infer<typeof LookAnswerSchema>
export type WaitKind = z.infer<typeof WaitKindSchema>
