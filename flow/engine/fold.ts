import { applyToStep } from './apply-to-step'
import type { RunEvent, StepError } from './events'
import { cancelWithin, openFrame, openIterations } from './frame'
import type { Plan } from './plan'
import { newState, type RunState } from './state'
import { isTerminal } from './status'
import { frameIn, nodeOf } from './step'

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
      endRun(state, 'failed', event.at, event.error)
      break
    case 'run.cancelled':
      endRun(state, 'cancelled', event.at)
      break
    case 'loop.collected':
      collect(plan, state, event)
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
  openFrame(state, '', plan.root, state.top)
}

function endRun(state: RunState, status: 'succeeded' | 'failed' | 'cancelled', at: number, error: StepError | null = null): void {
  state.status = status
  state.finishedAt = at
  state.error = error
  cancelWithin(state, '', at)
}

function collect(plan: Plan, state: RunState, event: Extract<RunEvent, { type: 'loop.collected' }>): void {
  const loop = state.loops.get(event.step)
  const node = plan.nodes.get(nodeOf(event.step))
  const frame = frameIn(event.step, event.index)
  if (!loop || !node || !state.uncollected.delete(frame)) return
  state.frames.delete(frame)
  loop.outputs[event.index] = event.output
  loop.collected += 1
  if (loop.collected === loop.items.length) state.active.add(event.step)
  openIterations(state, event.step, node)
}
