import type { Json } from '../json'
import type { StepError, WaitKind } from './events'

/**
 * What the performer should do next, and the event it answers with.
 * A step that can't be performed for a reason of its own is answered with `step.failed`, whatever the command was.
 */
export type Command =
  /** → `step.started`, then `step.completed`, `step.failed` or `wait.opened`. A repeat after a crash has the same attempt. */
  | { type: 'step.run'; step: string; attempt: number }
  /** As `step.run`, once `until` has come and if it is still decided then: the run may be failing by that time. */
  | { type: 'retry.sleep'; step: string; attempt: number; until: number }
  /** A wait ended → `step.completed` or another wait. A `verify` wait that found the effect done completes with its result. */
  | { type: 'step.resume'; step: string; attempt: number; kind: WaitKind; result: Json }
  /** A crash came between an unsafe effect's intent and its result → `wait.opened` of kind `verify`, closed with `{ happened }`. */
  | { type: 'step.verify'; step: string; attempt: number; key: string }
  /** → `step.skipped`. */
  | { type: 'step.skip'; step: string; reason: 'dead-path' | 'disabled' }
  /** Resolve `params.items` → `loop.opened`. */
  | { type: 'loop.open'; step: string; attempt: number }
  /** Resolve `params.collect` in this iteration → `loop.collected`. */
  | { type: 'loop.collect'; step: string; index: number }
  /** → `step.completed` on port `out`. */
  | { type: 'loop.close'; step: string; attempt: number; output: Json }
  /** An iteration failed and nothing in the loop is running any more → `step.failed`. */
  | { type: 'loop.fail'; step: string; attempt: number; error: StepError }
  /** → `run.succeeded`. */
  | { type: 'run.succeed' }
  /** → `run.failed`. */
  | { type: 'run.fail'; step: string; error: StepError }
  /** Nothing runs, nothing waits, and these steps never became ready → `run.failed`. */
  | { type: 'run.stall'; steps: string[]; error: StepError }

/** What the performer puts into its set of commands in flight: one thing is done to a step at a time, one collect to an iteration. */
export function inFlightKey(command: Command): string {
  if (command.type === 'loop.collect') return `${command.step}:${command.index}/`
  return 'step' in command && command.type !== 'run.fail' ? command.step : 'run'
}
