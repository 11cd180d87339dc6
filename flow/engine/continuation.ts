import type { RunEvent } from './events'
import { applyEvent, fold } from './fold'
import { passedOver } from './passed-over'
import type { Plan } from './plan'
import { newState, type StepState } from './state'
import { aroundStep, frameIn, frameOf, nodeOf, stepIn } from './step'

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
  const found: Omit<Continuation, 'events'> = { reused: [], repeated: [], dropped: [], unverified: [] }
  const kept = new Set<string>()
  for (const [step, known] of then.steps) {
    if (!isFinished(known) || before.plan.nodes.get(nodeOf(step))?.kind === 'trigger') continue
    if (!isSame(step)) found.dropped.push(step)
    else if (isAnew(step) || around.has(step)) found.repeated.push(step)
    else {
      kept.add(step)
      found.reused.push(step)
    }
  }

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
    if (!('step' in event) || event.step === undefined) continue
    const { step } = event
    // What is inside a container that is taken over whole is not needed any more.
    if (aroundStep(step).some((loop) => kept.has(loop))) continue
    if (event.type === 'loop.opened' && !kept.has(step) && isSame(step) && !isAnew(step)) take({ ...event, at })
    else if (event.type === 'loop.collected' && state.uncollected.has(frameIn(step, event.index))) take({ ...event, at })
    else if (event.type === 'step.skipped' && passedOver(plan, state, step) === event.reason) take({ ...event, at })
    else if (kept.has(step) && !state.reused.has(step) && isSettling(event)) take(reusedEvent(step, then.steps.get(step), at))
  }
  for (const [step, { key, attempt }] of unsure) {
    if (!isSame(step) || isFinished(then.steps.get(step))) continue
    found.unverified.push(step)
    take({ type: 'step.started', at, step, attempt })
    take({ type: 'effect.announced', at, step, attempt, key, effect: 'unsafe' })
  }
  return { events, ...found }
}

/** It completed, or failed and the run went on regardless. */
function isFinished(step: StepState | undefined): boolean {
  return step?.status === 'completed' || (step?.status === 'failed' && step.port !== null)
}

function isSettling(event: RunEvent): boolean {
  return event.type === 'step.completed' || event.type === 'step.reused' || (event.type === 'step.failed' && event.retryAt === undefined)
}

function reusedEvent(step: string, known: StepState | undefined, at: number): RunEvent {
  const { attempt = 1, port, output = null, error } = known ?? {}
  return { type: 'step.reused', at, step, attempt: Math.max(1, attempt), port: port ?? '', output, ...(error ? { error } : {}) }
}

/** The same node in both, switched on, and of one type, and so every container around it. */
function matches(before: Plan, plan: Plan, step: string): boolean {
  return [step, ...aroundStep(step)].every((each) => {
    const [then, now] = [before.nodes.get(nodeOf(each)), plan.nodes.get(nodeOf(each))]
    if (!then || !now || now.node.disabled) return false
    return then.node.type === now.node.type && then.body.containerId === now.body.containerId
  })
}

/** The chosen step if it had finished, and whatever comes after it or after the containers around it. */
function stepsAnew(plan: Plan, from: string | null, itself: boolean): (step: string) => boolean {
  if (from === null) return () => false
  const anew = new Set(itself ? [from] : [])
  for (const each of [from, ...aroundStep(from)]) {
    const queue = [plan.nodes.get(nodeOf(each))]
    for (let next = queue.pop(); next; next = queue.pop()) {
      for (const { target } of next.out) {
        const step = stepIn(frameOf(each), target.id)
        if (anew.has(step)) continue
        anew.add(step)
        queue.push(target)
      }
    }
  }
  return (step) => anew.has(step) || aroundStep(step).some((loop) => anew.has(loop))
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
    } else if (event.type === 'step.started' || event.type === 'step.completed' || event.type === 'step.failed') unsure.delete(event.step)
    else if (event.type === 'wait.opened' && event.kind !== 'verify') unsure.delete(event.step)
  }
  return { keys, unsure }
}
