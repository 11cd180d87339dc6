import { isJsonObject, type Json } from '../json'
import { type Command, inFlightKey } from './command'
import { endOf } from './end-of'
import type { StepError } from './events'
import type { Plan } from './plan'
import { isHalted, type RunState, type StepState } from './state'
import { frameOf, iterationOf, nodeOf } from './step'

const NOTHING: Pick<ReadonlySet<string>, 'has'> = new Set()

/**
 * Everything that can be done now and is not in flight (keys by `inFlightKey`), at most `room` of it: a performer
 * that bounds what it has in flight keeps each call short, however much could be done.
 * A step that is running but not in flight was left by a worker that is gone: it is run again with the same
 * attempt, unless it had announced an effect that must not happen twice.
 * The performer folds `step.started` before it performs, so that what is in flight counts as running here.
 */
export function decide(plan: Plan, state: RunState, inFlight = NOTHING, room = Number.POSITIVE_INFINITY): Command[] {
  if (state.status !== 'running') return []
  const end = endOf(plan, state)
  if (end) return inFlight.has(inFlightKey(end)) ? [] : [end]

  const commands: Command[] = []
  for (const command of possible(plan, state)) {
    if (commands.length >= room) break
    if (!inFlight.has(inFlightKey(command))) commands.push(command)
  }
  return commands
}

function* possible(plan: Plan, state: RunState): Generator<Command> {
  for (const frame of state.uncollected) {
    const iteration = iterationOf(frame)
    const body = state.frames.get(frame)?.body
    if (iteration && body && !isHalted(body)) yield { type: 'loop.collect', step: iteration.loop, index: iteration.index }
  }
  for (const step of state.active) {
    const command = commandFor(plan, state, step)
    if (command) yield command
  }
}

function commandFor(plan: Plan, state: RunState, step: string): Command | null {
  const node = plan.nodes.get(nodeOf(step))
  const frame = state.frames.get(frameOf(step))
  if (!node || !frame) return null
  const known = state.steps.get(step)
  if (known?.status === 'running' && !node.children) return goOn(step, known)
  if (isHalted(frame.body)) return null
  if (known?.status === 'retrying') return { type: 'retry.sleep', step, attempt: known.attempt + 1, until: known.retryAt ?? 0 }
  if (!known && !frame.live[node.slot]) return { type: 'step.skip', step, reason: 'dead-path' }
  if (!known && node.node.disabled) return { type: 'step.skip', step, reason: 'disabled' }
  return node.children ? goOnWithLoop(state, step, known) : { type: 'step.run', step, attempt: 1 }
}

function goOn(step: string, { attempt, announced, resumeWith }: StepState): Command {
  if (announced?.effect === 'unsafe') return { type: 'step.verify', step, attempt, key: announced.key }
  if (!resumeWith) return { type: 'step.run', step, attempt }
  if (resumeWith.kind === 'verify' && !hasHappened(resumeWith.result)) return { type: 'step.run', step, attempt: attempt + 1 }
  return { type: 'step.resume', step, attempt, ...resumeWith }
}

function goOnWithLoop(state: RunState, step: string, known: StepState | undefined): Command {
  const loop = state.loops.get(step)
  const attempt = known?.attempt ?? 1
  if (!loop) return { type: 'loop.open', step, attempt }
  if (!loop.body.failure) return { type: 'loop.close', step, attempt, output: loop.outputs }
  return { type: 'loop.fail', step, attempt, error: errorOf(step, loop.items.length, loop.body.failure) }
}

function errorOf(loop: string, items: number, { step, error }: { step: string; error: StepError }): StepError {
  if (step === loop) return error
  const item = Number.parseInt(step.slice(loop.length + 1), 10) + 1
  return { ...error, message: `Item ${item} of ${items}: ${error.message}` }
}

function hasHappened(result: Json): boolean {
  return isJsonObject(result) && result.happened === true
}
