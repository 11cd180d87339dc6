import { applyToStep } from './apply-to-step'
import { beginTidying } from './cancelling'
import type { RunEvent, StepError } from './events'
import { cancelWithin, openFrame } from './frame'
import { collect, feed, reachFrame, sweep } from './loop'
import type { Plan } from './plan'
import { leave, turn } from './scope'
import { newState, type RunState } from './state'
import { isTerminal } from './status'
import { frameOf } from './step'

/** The state after these events, or the given state carried on by them (it is changed in place). */
export function fold(plan: Plan, events: Iterable<RunEvent>, state: RunState = newState()): RunState {
  for (const event of events) applyEvent(plan, state, event)
  return state
}

/**
 * Changes the state by one event; the work grows with the edges it decides, never with the run.
 * Never throws: what can't be (an event after the end, a second result of a step) changes nothing,
 * so a journal that was once committed always folds.
 */
export function applyEvent(plan: Plan, state: RunState, event: RunEvent): void {
  state.seq += 1
  if (isTerminal(state.status)) return
  switch (event.type) {
    case 'run.started':
      startRun(plan, state, event)
      break
    case 'run.pinned':
      state.vars ??= event.vars
      break
    case 'run.succeeded':
      endRun(state, 'succeeded', event.at)
      break
    case 'run.failed':
      if (event.step !== undefined) state.top.failure = { step: event.step, error: event.error }
      endRun(state, 'failed', event.at, event.error)
      break
    case 'run.cancelled':
      endRun(state, 'cancelled', event.at)
      break
    case 'run.cancelling':
      beginTidying(plan, state, event)
      break
    case 'run.continued':
      state.continues = { runId: event.of, from: event.from ?? null }
      state.keys = new Map(Object.entries(event.keys))
      break
    case 'run.moved':
      break
    case 'step.reused':
      reachFrame(plan, state, frameOf(event.step))
      applyToStep(plan, state, event)
      if (state.steps.has(event.step)) state.reused.add(event.step)
      break
    case 'step.started':
    case 'loop.opened':
    case 'scope.opened':
      // Taken over as well: what is unsure is asked about, and what a container had finished stays so.
      if (state.continues) reachFrame(plan, state, frameOf(event.step))
      applyToStep(plan, state, event)
      break
    case 'loop.fed':
      feed(plan, state, event)
      break
    case 'loop.collected':
      collect(plan, state, event)
      break
    case 'loop.swept':
      sweep(plan, state, event)
      break
    case 'scope.tried':
      leave(state, event)
      break
    case 'scope.turned':
      turn(plan, state, event)
      break
    default:
      applyToStep(plan, state, event)
  }
}

function startRun(plan: Plan, state: RunState, event: Extract<RunEvent, { type: 'run.started' }>): void {
  if (state.status !== 'queued') return
  state.status = 'running'
  state.startedAt = event.at
  state.triggerNodeId = event.triggerNodeId
  state.input = event.input
  openFrame(state, '', plan.root, state.top, { nodeId: event.triggerNodeId, output: event.input, at: event.at })
}

function endRun(state: RunState, status: 'succeeded' | 'failed' | 'cancelled', at: number, error: StepError | null = null): void {
  state.status = status
  state.finishedAt = at
  state.error = error
  cancelWithin(state, '', at)
}
