import { isJsonObject, type Json } from '../json'
import { CANCELLED, lastPartsToBegin, waitsInVain } from './cancelling'
import { type Command, inFlightKey } from './command'
import { endOf } from './end-of'
import { isHalted } from './failing'
import { errorIn, failureOf, openFailure } from './failure-of'
import { isFailed, isFed, isOver, isSwept } from './loop'
import type { Plan, PlanNode } from './plan'
import { isPartOver, nextPart, outcomeOf } from './scope'
import type { RunState, StepState } from './state'
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
  const end = state.cancelling ? null : endOf(plan, state)
  if (end) return inFlight.has(inFlightKey(end)) ? [] : [end]

  if (state.active.size === 1 && state.uncollected.size === 0 && !state.cancelling && room > 0) return nextInChain(plan, state, inFlight)
  const commands: Command[] = []
  let over = state.cancelling !== null && ![...state.waits.values()].some(({ kind }) => !waitsInVain(kind))
  for (const command of possible(plan, state)) {
    over = false
    if (commands.length >= room) break
    if (!inFlight.has(inFlightKey(command))) commands.push(command)
  }
  if (over && !inFlight.has(inFlightKey(CANCEL))) commands.push(CANCEL)
  return commands
}

/** Most steps follow one another, and nothing else is going on. */
function nextInChain(plan: Plan, state: RunState, inFlight: typeof NOTHING): Command[] {
  for (const step of state.active) {
    const command = commandFor(plan, state, step)
    if (command && !inFlight.has(inFlightKey(command))) return [command]
  }
  return []
}

const CANCEL: Command = { type: 'run.cancel' }

function* possible(plan: Plan, state: RunState): Generator<Command> {
  for (const frame of state.uncollected) {
    const pass = iterationOf(frame)
    const body = state.frames.get(frame)?.body
    if (!pass || !body || isHalted(frame, body)) continue
    if (state.scopes.has(pass.container)) yield { type: 'scope.leave', step: pass.container }
    else yield { type: 'loop.collect', step: pass.container, index: pass.index }
  }
  for (const step of lastPartsToBegin(state)) yield { type: 'scope.turn', step, part: 'finally', failure: { step, error: CANCELLED } }
  for (const step of state.active) {
    if (state.cancelling?.scopes.has(step)) continue
    const command = commandFor(plan, state, step)
    if (command) yield command
  }
}

function commandFor(plan: Plan, state: RunState, step: string): Command | null {
  const node = plan.nodes.get(nodeOf(step))
  const key = frameOf(step)
  const frame = state.frames.get(key)
  if (!node || !frame) return null
  const known = state.steps.get(step)
  if (known?.status === 'running' && !node.container) return goOn(step, known)
  if (isHalted(key, frame.body)) return null
  if (known?.status === 'retrying') return { type: 'retry.sleep', step, attempt: known.attempt + 1, until: known.retryAt ?? 0 }
  if (!known && !frame.live[node.slot]) return { type: 'step.skip', step, reason: 'dead-path' }
  if (!known && node.node.disabled) return { type: 'step.skip', step, reason: 'disabled' }
  if (!node.container) return { type: 'step.run', step, attempt: 1 }
  const attempt = known?.attempt ?? 1
  return node.container === 'scope' ? goOnWithScope(plan, state, node, step, attempt) : goOnWithLoop(plan, state, node, step, attempt)
}

function goOn(step: string, { attempt, announced, resumeWith }: StepState): Command {
  if (announced?.effect === 'unsafe' || isToLookAgain(resumeWith)) return { type: 'step.verify', step, attempt }
  if (!resumeWith || resumeWith.kind === 'turn') return { type: 'step.run', step, attempt }
  if (resumeWith.kind === 'verify' && !hasHappened(resumeWith.result)) return { type: 'step.run', step, attempt: attempt + 1 }
  return { type: 'step.resume', step, attempt, ...resumeWith }
}

function goOnWithLoop(plan: Plan, state: RunState, node: PlanNode, step: string, attempt: number): Command | null {
  const loop = state.loops.get(step)
  if (!loop || !isFed(loop)) return { type: 'loop.open', step, attempt, fed: loop?.items.length ?? 0 }
  if (loop.body.failure) {
    const failure = isFailed(state, step, loop) && failureOf(plan, state, loop.body)
    return failure ? { type: 'container.fail', step, attempt, error: errorIn(step, node, loop, failure) } : null
  }
  if (isOver(loop)) return { type: 'loop.close', step, attempt }
  return isSwept(node, loop) ? { type: 'loop.sweep', step, index: loop.next } : null
}

function goOnWithScope(plan: Plan, state: RunState, node: PlanNode, step: string, attempt: number): Command | null {
  const scope = state.scopes.get(step)
  if (!scope) return { type: 'scope.open', step, attempt }
  if (!isPartOver(state, step, scope)) return null
  const failure = openFailure(plan, state, scope)
  const next = nextPart(node, scope, failure)
  if (next) return { type: 'scope.turn', step, ...next }
  if (failure) return { type: 'container.fail', step, attempt, error: failure.error }
  return { type: 'scope.close', step, attempt, output: outcomeOf(scope) }
}

/** The wait ended by its time, before anybody had said what happened. */
function isToLookAgain(resumeWith: StepState['resumeWith']): boolean {
  return resumeWith?.kind === 'verify' && isJsonObject(resumeWith.result) && resumeWith.result.lookAgain === true
}

function hasHappened(result: Json): boolean {
  return isJsonObject(result) && result.happened === true
}
