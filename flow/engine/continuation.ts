import type { RunEvent } from './events'
import { applyEvent, fold } from './fold'
import { isFed, isSwept } from './loop'
import { TRY } from './parts'
import { passedOver } from './passed-over'
import type { Plan } from './plan'
import { standsIn } from './stands-in'
import { newState, type RunState, type StepState } from './state'
import { aroundStep, frameIn, nodeOf } from './step'
import { stepsAnew } from './steps-anew'

/** A run that has ended, for another to go on from. */
export type Before = { runId: string; plan: Plan; events: readonly RunEvent[] }

export type Continuation = {
  /** What the new journal begins with, after `run.started`. */
  events: RunEvent[]
  /** Steps whose results are taken over. */
  reused: string[]
  /** Finished before, and done once more: the chosen step, and what comes after it. */
  repeated: string[]
  /** Finished before, but there is no such step any more, or another kind of step in its place. */
  dropped: string[]
  /** Nobody knows whether these happened: in the new run, too, a person says so before they are done again. */
  unverified: string[]
}

/**
 * How a run of `plan` begins that goes on where another ended. A finished step never runs again, unless it is the chosen
 * step `from` or comes after it. Steps are matched by their node, its type and the containers around it, iterations by
 * number. Keys of effects that were not finished go along: whoever got one before can tell that this is the same again.
 */
export function continuationOf(before: Before, plan: Plan, from: string | null, at: number): Continuation {
  const then = fold(before.plan, before.events)
  const isAnew = stepsAnew(plan, from, from !== null && isFinished(then.steps.get(from)))
  const around = new Set(from === null ? [] : aroundStep(from))
  const isSame = (step: string) => matches(before.plan, plan, step)
  const dropped: string[] = []
  const repeated: string[] = []
  const kept = new Set<string>()
  for (const [step, known] of then.steps) {
    if (!isFinished(known) || isStart(before.plan, step)) continue
    if (!isSame(step)) dropped.push(step)
    else if (isAnew(step) || around.has(step)) repeated.push(step)
    else kept.add(step)
  }
  // What is inside a container that is taken over whole is not needed any more.
  const isInside = (step: string) => aroundStep(step).some((container) => kept.has(container))

  const { unsure, keys } = effectsOf(before.events, then.keys)
  for (const step of keys.keys()) if (isFinished(then.steps.get(step)) || !isSame(step)) keys.delete(step)

  const state = newState()
  applyEvent(plan, state, { type: 'run.started', at, triggerNodeId: then.triggerNodeId ?? '', input: then.input })
  const events: RunEvent[] = []
  const take = (event: RunEvent) => {
    events.push(event)
    applyEvent(plan, state, event)
  }
  take({ type: 'run.continued', at, of: before.runId, ...(from === null ? {} : { from }), keys: Object.fromEntries(keys) })

  for (const event of before.events) {
    if (!('step' in event) || event.type === 'run.failed' || isInside(event.step)) continue
    const { step } = event
    if (kept.has(step)) {
      if (isSettling(event) && !state.reused.has(step)) take(reusedEvent(step, then.steps.get(step), at))
    } else if (isSame(step) && !isAnew(step) && stillHolds(before.plan, plan, state, event, from)) take({ ...event, at })
  }
  const unverified: string[] = []
  for (const [step, { key, attempt }] of unsure) {
    if (!isSame(step) || isFinished(then.steps.get(step))) continue
    unverified.push(step)
    take({ type: 'step.started', at, step, attempt })
    take({ type: 'effect.announced', at, step, attempt, key, effect: 'unsafe' })
  }
  const isTaken = (step: string) => state.reused.has(step) || isInside(step)
  for (const step of kept) if (!isTaken(step)) repeated.push(step)
  return { events, reused: [...kept].filter(isTaken), repeated, dropped, unverified }
}

type StepEvent = Exclude<Extract<RunEvent, { step?: string }>, { type: `run.${string}` }>

/** Whether what happened to a container that had not finished, or a step that was skipped, is so in the new run, too. */
function stillHolds(before: Plan, plan: Plan, state: RunState, event: StepEvent, from: string | null): boolean {
  const { step } = event
  const loop = state.loops.get(step)
  const node = plan.nodes.get(nodeOf(step))
  switch (event.type) {
    case 'loop.opened':
    case 'scope.opened':
      return !state.steps.has(step)
    case 'loop.fed':
      return loop !== undefined && !isFed(loop)
    case 'loop.collected':
      return state.uncollected.has(frameIn(step, event.index))
    case 'loop.swept':
      // Steps that only compute: where anything in the loop is not as it was, they do so again.
      return (
        loop !== undefined &&
        node !== undefined &&
        isSwept(node, loop) &&
        event.index === loop.next &&
        isSameInside(before, plan, step, from)
      )
    case 'scope.tried':
      return event.error === undefined && state.uncollected.has(frameIn(step, TRY))
    case 'scope.turned':
      // What is caught stays caught; what is not is tried again, and the last part follows it again.
      return state.scopes.has(step) && (event.part === 'catch' || !event.failure) && !isUnder(from, frameIn(step, TRY), event.part)
    case 'step.skipped':
      return passedOver(plan, state, step) === event.reason
    default:
      return false
  }
}

/** The chosen step is in what was tried, so all that came of it is open again. */
function isUnder(from: string | null, tried: string, part: 'catch' | 'finally'): boolean {
  if (from === null) return false
  return from.startsWith(tried) || (part === 'finally' && from.startsWith(tried.replace(/:0\/$/, ':1/')))
}

function isSameInside(before: Plan, plan: Plan, step: string, from: string | null): boolean {
  if (from?.startsWith(`${step}:`)) return false
  const inside = (of: Plan) =>
    of.nodes
      .get(nodeOf(step))
      ?.bodies[0]?.nodes.map(({ id, node }) => `${id} ${node.type} ${node.disabled}`)
      .sort()
  return JSON.stringify(inside(before)) === JSON.stringify(inside(plan))
}

/** It completed, or failed and the run went on regardless. */
function isFinished(step: StepState | undefined): boolean {
  return step?.status === 'completed' || (step?.status === 'failed' && step.port !== null)
}

function isStart(plan: Plan, step: string): boolean {
  const kind = plan.nodes.get(nodeOf(step))?.kind
  return kind === 'trigger' || kind === 'entry'
}

function isSettling(event: RunEvent): boolean {
  if (event.type === 'step.failed') return event.retryAt === undefined
  return event.type === 'step.completed' || event.type === 'step.reused' || event.type === 'loop.closed'
}

function reusedEvent(step: string, known: StepState | undefined, at: number): RunEvent {
  const { attempt = 1, port, output = null, error, standIn } = known ?? {}
  const more = { ...(error ? { error } : {}), ...(standIn ? { standIn } : {}) }
  return { type: 'step.reused', at, step, attempt: Math.max(1, attempt), port: port ?? '', output, ...more }
}

/** The same node in both, switched on, of one type, and in the same place; and so every container around it. */
function matches(before: Plan, plan: Plan, step: string): boolean {
  if (!standsIn(plan, step)) return false
  return [step, ...aroundStep(step)].every((each) => {
    const [then, now] = [before.nodes.get(nodeOf(each))?.node, plan.nodes.get(nodeOf(each))?.node]
    return then !== undefined && now !== undefined && !now.disabled && then.type === now.type
  })
}

type Effects = { keys: Map<string, string>; unsure: Map<string, { key: string; attempt: number }> }

/** The last key of each effect, and the unsafe ones whose result nobody knows. */
function effectsOf(events: readonly RunEvent[], inherited: ReadonlyMap<string, string>): Effects {
  const keys = new Map(inherited)
  const unsure: Effects['unsure'] = new Map()
  for (const event of events) {
    if (event.type === 'effect.announced') {
      keys.set(event.step, event.key)
      if (event.effect === 'unsafe') unsure.set(event.step, event)
    } else if (event.type === 'effect.looked-up' && event.answer === 'missing') unsure.delete(event.step)
    else if (event.type === 'step.started' || event.type === 'step.completed' || event.type === 'step.failed') unsure.delete(event.step)
    else if (event.type === 'wait.opened' && event.kind !== 'verify') unsure.delete(event.step)
  }
  return { keys, unsure }
}
