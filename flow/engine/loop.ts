import type { Json } from '../json'
import type { RunEvent } from './events'
import { isHalted } from './failing'
import { openFrame } from './frame'
import type { Plan, PlanNode } from './plan'
import { type BodyState, type LoopState, newBody, type RunState } from './state'
import { frameIn, frameOf, iterationOf, nodeOf } from './step'
import { isWorkInHand } from './work-in-hand'

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>

/** Iterations that are always done step by step, so that a person can look into them, before the rest may be swept. */
const LOOKED_INTO = 20

export function openLoop(state: RunState, event: EventOf<'loop.opened'>, node: PlanNode, parent: BodyState): void {
  if (state.loops.has(event.step)) return
  const loop: LoopState = {
    body: newBody(parent, event.step),
    items: [...event.items],
    total: event.total ?? event.items.length,
    next: 0,
    collected: 0,
    outputs: [],
    swept: 0,
    passed: new Map(),
    stepwise: 'none',
  }
  state.loops.set(event.step, loop)
  goOn(state, event.step, node, loop)
}

export function feed(plan: Plan, state: RunState, event: EventOf<'loop.fed'>): void {
  const loop = state.loops.get(event.step)
  const node = plan.nodes.get(nodeOf(event.step))
  if (!loop || !node || isFed(loop)) return
  for (const item of event.items) loop.items.push(item)
  goOn(state, event.step, node, loop)
}

export function collect(plan: Plan, state: RunState, event: EventOf<'loop.collected'>): void {
  const loop = state.loops.get(event.step)
  const node = plan.nodes.get(nodeOf(event.step))
  const frame = frameIn(event.step, event.index)
  if (!loop || !node || !state.uncollected.delete(frame)) return
  state.frames.delete(frame)
  loop.outputs[event.index] = event.output
  loop.collected += 1
  if (loop.stepwise === 'this') loop.stepwise = 'none'
  if (event.again) {
    loop.items.push(event.output)
    loop.total += 1
  }
  goOn(state, event.step, node, loop)
}

export function sweep(plan: Plan, state: RunState, event: EventOf<'loop.swept'>): void {
  const loop = state.loops.get(event.step)
  const node = plan.nodes.get(nodeOf(event.step))
  if (!loop || !node || event.index !== loop.next || !isSwept(node, loop)) return
  for (const output of event.outputs) loop.outputs[loop.next++] = output
  loop.collected += event.outputs.length
  loop.swept += event.outputs.length
  for (const [id, times] of Object.entries(event.passed)) loop.passed.set(id, (loop.passed.get(id) ?? 0) + times)
  loop.stepwise = event.stepwise ?? 'none'
  goOn(state, event.step, node, loop)
}

/**
 * Begins iterations up to this frame's, more at once than the loop may have now if need be: the run that is continued
 * may have had more going on.
 */
export function reachFrame(plan: Plan, state: RunState, frame: string): void {
  const place = iterationOf(frame)
  if (!place || state.frames.has(frame)) return
  reachFrame(plan, state, frameOf(place.container))
  const loop = state.loops.get(place.container)
  const [body] = plan.nodes.get(nodeOf(place.container))?.bodies ?? []
  if (!loop || !body) return
  for (; loop.next <= place.index && loop.next < loop.items.length; loop.next++) {
    openFrame(state, frameIn(place.container, loop.next), body, loop.body, null)
  }
}

/** All its items are there. */
export function isFed(loop: LoopState): boolean {
  return loop.items.length >= loop.total
}

export function isOver(loop: LoopState): boolean {
  return isFed(loop) && loop.collected === loop.total
}

/** It is failing, and nothing that may still go on in it does. */
export function isFailed(state: RunState, step: string, { body }: LoopState): boolean {
  if (!body.failure || body.busy > 0) return false
  const goesOn = (key: string, frame: string) => {
    const inside = key.startsWith(`${step}:`) && state.frames.get(frame)
    return inside && !isHalted(frame, inside.body)
  }
  for (const frame of state.uncollected) if (goesOn(frame, frame)) return false
  for (const active of state.active) if (goesOn(active, frameOf(active))) return false
  for (const [waiting, { kind }] of state.waits) if (isWorkInHand(kind) && goesOn(waiting, frameOf(waiting))) return false
  return true
}

/** Whether the next iterations are to be done at once now: when none is going on any more, so that outputs and failures keep their order. */
export function isSwept(node: PlanNode, loop: LoopState): boolean {
  return isForSweeping(node, loop) && loop.next === loop.collected
}

function isForSweeping(node: PlanNode, loop: LoopState): boolean {
  return node.sweepable && loop.stepwise === 'none' && loop.next >= LOOKED_INTO && loop.next < loop.total
}

/** What the loop gives: everything collected, in order; of a repeat the last pass. */
export function outputOf(node: PlanNode, loop: LoopState): Json {
  return node.container === 'repeat' ? { result: loop.outputs.at(-1) ?? null, passes: loop.collected } : loop.outputs
}

/** Begins iterations until as many as wished are going on; the loop itself is active when there is something to do about it. */
function goOn(state: RunState, step: string, node: PlanNode, loop: LoopState): void {
  const [body] = node.bodies
  if (!body) return
  const atATime = loop.stepwise === 'this' ? 1 : node.concurrency
  while (
    isFed(loop) &&
    loop.next < loop.total &&
    loop.next - loop.collected < atATime &&
    !loop.body.failure &&
    !isForSweeping(node, loop)
  ) {
    openFrame(state, frameIn(step, loop.next), body, loop.body, null)
    loop.next += 1
  }
  if (!isFed(loop) || isOver(loop) || isSwept(node, loop)) state.active.add(step)
  else if (!loop.body.failure) state.active.delete(step)
}
