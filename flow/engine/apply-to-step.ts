import { ERROR_PORT } from '../define/define'
import type { RunEvent } from './events'
import { failBody } from './failing'
import { failureOf } from './failure-of'
import { cancelWithin, settle } from './frame'
import { openLoop, outputOf } from './loop'
import type { Plan, PlanNode } from './plan'
import { bodyIn, openScope } from './scope'
import { type BodyState, isSettled, newStep, type RunState, type StepState } from './state'
import { frameOf, nodeOf } from './step'

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>
type StepEvent = Exclude<
  RunEvent,
  { type: `run.${string}` | 'loop.fed' | 'loop.collected' | 'loop.swept' | 'scope.tried' | 'scope.turned' }
>

export function applyToStep(plan: Plan, state: RunState, event: StepEvent): void {
  const node = plan.nodes.get(nodeOf(event.step))
  const body = state.frames.get(frameOf(event.step))?.body
  const step = state.steps.get(event.step) ?? newStep()
  if (!node || !body || isSettled(step) || isLate(step, event)) return
  state.steps.set(event.step, step)
  if ('attempt' in event) beginAttempt(step, event)
  const wasBusy = isBusy(node, step)
  change(plan, state, event, step, node, body)
  if (node.tidies && isSettled(step)) state.tidying.delete(event.step)
  countBusy(state, body, Number(isBusy(node, step)) - Number(wasBusy))
}

/** Of an attempt before this one, or the beginning of one that has come as far as to wait: known already. */
function isLate(step: StepState, event: StepEvent): boolean {
  if (!('attempt' in event) || event.attempt > step.attempt) return false
  const isBeginning = event.type === 'step.started' || event.type === 'effect.announced' || event.type === 'wait.opened'
  const isPaused = step.status === 'waiting' || step.status === 'unverified' || step.status === 'retrying'
  return event.attempt < step.attempt || (isBeginning && isPaused)
}

function change(plan: Plan, state: RunState, event: StepEvent, step: StepState, node: PlanNode, body: BodyState): void {
  if (state.waits.size > 0 && event.type.startsWith('step.')) state.waits.delete(event.step)
  switch (event.type) {
    case 'step.started':
      step.status = 'running'
      state.active.add(event.step)
      break
    case 'effect.announced':
      step.announced = { key: event.key, effect: event.effect }
      break
    case 'effect.looked-up':
      lookUp(step, event)
      break
    case 'step.completed':
      step.output = event.output
      step.standIn = event.standIn ?? null
      step.logs = event.logs ?? []
      end(state, event, step, node, 'completed', event.port)
      break
    case 'step.reused':
      step.output = event.output
      step.standIn = event.standIn ?? null
      step.error = event.error ?? null
      end(state, event, step, node, event.error ? 'failed' : 'completed', event.port)
      break
    case 'step.skipped':
      end(state, event, step, node, 'skipped', event.reason === 'disabled' ? node.mainPort : null)
      break
    case 'step.failed':
      step.error = event.error
      step.logs = event.logs ?? []
      if (event.retryAt === undefined) fail(plan, state, event, step, node, body)
      else retry(state, event.step, step, event.retryAt)
      break
    case 'wait.opened':
      pause(step, event.kind === 'verify' ? 'unverified' : 'waiting')
      state.waits.set(event.step, { waitId: event.waitId, kind: event.kind, wakeAt: event.wakeAt ?? null })
      state.active.delete(event.step)
      break
    case 'wait.closed':
      closeWait(state, event, step)
      break
    case 'loop.opened':
      step.status = 'running'
      openLoop(state, event, node, body)
      break
    case 'loop.closed': {
      const loop = state.loops.get(event.step)
      if (!loop) break
      step.output = outputOf(node, loop)
      end(state, event, step, node, 'completed', event.port)
      break
    }
    case 'scope.opened':
      step.status = 'running'
      openScope(state, event, node, body)
      break
  }
}

/** As when a person says that it did not happen: the step is done again. */
function lookUp(step: StepState, { at, attempt, answer, note }: EventOf<'effect.looked-up'>): void {
  step.looks = [...step.looks, { at, attempt, answer, note }]
  if (answer !== 'missing') return
  step.announced = null
  step.resumeWith = { kind: 'verify', result: { happened: false } }
}

function beginAttempt(step: StepState, event: { attempt: number; at: number }): void {
  step.startedAt ??= event.at
  if (event.attempt <= step.attempt) return
  step.attempt = event.attempt
  step.error = null
  step.logs = []
  step.retryAt = null
  step.announced = null
  step.resumeWith = null
}

function retry(state: RunState, key: string, step: StepState, retryAt: number): void {
  pause(step, 'retrying')
  step.retryAt = retryAt
  state.active.add(key)
}

function pause(step: StepState, status: 'retrying' | 'waiting' | 'unverified'): void {
  step.status = status
  step.announced = null
  step.resumeWith = null
}

function end(
  state: RunState,
  event: StepEvent,
  step: StepState,
  node: PlanNode,
  status: 'completed' | 'failed' | 'skipped',
  port: string | null,
) {
  step.status = status
  step.finishedAt = event.at
  step.port = port
  settle(state, event.step, node, port)
}

function fail(plan: Plan, state: RunState, event: EventOf<'step.failed'>, step: StepState, node: PlanNode, body: BodyState): void {
  const inside = bodyIn(state, event.step)
  if (inside && (inside.busy > 0 || event.index !== undefined)) {
    // An iteration's output could not be collected: others that run, or come before it, may end first.
    failBody(inside, { step: event.step, error: event.error, index: event.index }, node.slot)
    state.active.add(event.step)
    return
  }
  const failed = inside ? failureOf(plan, state, inside)?.step : undefined
  if (inside) cancelWithin(state, `${event.step}:`, event.at)
  if (node.node.onError !== 'fail') {
    end(state, event, step, node, 'failed', node.node.onError === 'branch' ? ERROR_PORT : node.mainPort)
    return
  }
  step.status = 'failed'
  step.finishedAt = event.at
  state.active.delete(event.step)
  failBody(body, { step: failed ?? event.step, error: event.error }, node.slot)
}

function closeWait(state: RunState, event: EventOf<'wait.closed'>, step: StepState): void {
  const wait = state.waits.get(event.step)
  if (wait?.waitId !== event.waitId) return
  state.waits.delete(event.step)
  step.status = 'running'
  step.resumeWith = { kind: wait.kind, result: event.result }
  state.active.add(event.step)
}

/** A container is busy through what it holds, not by itself. */
function isBusy(node: PlanNode, step: StepState): boolean {
  return node.container === null && (step.status === 'running' || step.status === 'unverified')
}

/** Up through all bodies around; a failing container with nothing busy any more is ready to fail, or to see to it. */
function countBusy(state: RunState, body: BodyState, change: number): void {
  for (let around: BodyState | null = body; around; around = around.parent) {
    around.busy += change
    if (around.container !== null && around.failure && around.busy === 0) state.active.add(around.container)
  }
}
