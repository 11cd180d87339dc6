import type { ScopePart } from '../define/define'
import type { Json } from '../json'
import type { StepError, WaitKind } from './events'
import type { Failure } from './state'

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
  /**
   * A crash came between an unsafe effect's intent and its result → `effect.looked-up` where the app can be asked, and
   * `step.completed` if it happened. Unless that settles it → `wait.opened` of kind `verify`, closed with `{ happened }` by
   * a person or with `{ lookAgain }` by its time.
   */
  | { type: 'step.verify'; step: string; attempt: number }
  /** → `step.skipped`. */
  | { type: 'step.skip'; step: string; reason: 'dead-path' | 'disabled' }
  /** Resolve `params.items`, or what a repeat starts with → `loop.opened`, and `loop.fed` where there are many; `fed` are there already. */
  | { type: 'loop.open'; step: string; attempt: number; fed: number }
  /** Resolve `params.collect` in this iteration, and whether a repeat goes on → `loop.collected`. */
  | { type: 'loop.collect'; step: string; index: number }
  /** Do as many iterations from this one on as a moment allows → `loop.swept`. */
  | { type: 'loop.sweep'; step: string; index: number }
  /** → `loop.closed`. */
  | { type: 'loop.close'; step: string; attempt: number }
  /** → `scope.opened`. */
  | { type: 'scope.open'; step: string; attempt: number }
  /** Resolve `params.result` → `scope.tried`. */
  | { type: 'scope.leave'; step: string }
  /** → `scope.turned`. */
  | { type: 'scope.turn'; step: string; part: ScopePart; failure: Failure | null }
  /** → `step.completed`. */
  | { type: 'scope.close'; step: string; attempt: number; output: Json }
  /** Something inside failed and nothing in the container is running any more → `step.failed`. */
  | { type: 'container.fail'; step: string; attempt: number; error: StepError }
  /** All that was to be tidied up is → `run.cancelled`. */
  | { type: 'run.cancel' }
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
