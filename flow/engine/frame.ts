import type { Plan, PlanBody, PlanNode } from './plan'
import { type BodyState, type FrameState, isSettled, newStep, type RunState } from './state'
import { frameIn, frameOf, iterationOf, nodeOf, stepIn } from './step'

/** Begins one pass through a body: the run itself, or an iteration of a loop. */
export function openFrame(state: RunState, key: string, plan: PlanBody, body: BodyState): void {
  const frame: FrameState = {
    plan,
    body,
    undecided: plan.incoming.slice(),
    live: plan.incoming.map(() => 0),
    left: plan.nodes.length,
  }
  state.frames.set(key, frame)
  const fires = (node: PlanNode) => node.kind === 'trigger' || (key === '' && node.id === state.triggerNodeId)
  for (const node of plan.nodes) {
    if (plan.incoming[node.slot] !== 0 || fires(node)) continue
    // At the top only the trigger leads anywhere; an iteration starts at every node that nothing leads to.
    if (key !== '') frame.live[node.slot] = 1
    state.active.add(stepIn(key, node.id))
  }
  for (const node of plan.nodes) if (fires(node)) fireOrPass(state, key, node)
  if (frame.left === 0 && key !== '') state.uncollected.add(key)
}

/** Begins iterations until as many as wished are going on. */
export function openIterations(state: RunState, step: string, node: PlanNode): void {
  const loop = state.loops.get(step)
  if (!loop || !node.children) return
  while (loop.next < loop.items.length && loop.next - loop.collected < node.concurrency && !loop.body.failure) {
    openFrame(state, frameIn(step, loop.next), node.children, loop.body)
    loop.next += 1
  }
}

/**
 * Begins iterations up to this frame's, more at once than the loop may have now if need be: the run that is continued
 * may have had more going on.
 */
export function reachFrame(plan: Plan, state: RunState, key: string): void {
  const iteration = iterationOf(key)
  if (!iteration || state.frames.has(key)) return
  reachFrame(plan, state, frameOf(iteration.loop))
  const loop = state.loops.get(iteration.loop)
  const children = plan.nodes.get(nodeOf(iteration.loop))?.children
  if (!loop || !children) return
  for (; loop.next <= iteration.index && loop.next < loop.items.length; loop.next++) {
    openFrame(state, frameIn(iteration.loop, loop.next), children, loop.body)
  }
}

/** The node has come to an end in this frame: the edges at `port` are live, its others are dead. */
export function settle(state: RunState, step: string, node: PlanNode, port: string | null): void {
  const key = frameOf(step)
  const frame = state.frames.get(key)
  if (!frame) return
  state.active.delete(step)
  for (const edge of node.out) {
    const { slot, id } = edge.target
    const undecided = (frame.undecided[slot] ?? 0) - 1
    frame.undecided[slot] = undecided
    if (edge.port === port) frame.live[slot] = (frame.live[slot] ?? 0) + 1
    const target = stepIn(key, id)
    if (undecided === 0 && !state.steps.has(target)) state.active.add(target)
  }
  frame.left -= 1
  if (frame.left === 0 && key !== '') state.uncollected.add(key)
}

/** Gives up everything that is going on in the frames under this prefix (`''`: in the run). */
export function cancelWithin(state: RunState, prefix: string, at: number): void {
  for (const step of [...state.active, ...state.waits.keys()]) {
    if (step.startsWith(prefix)) cancel(state, step, at)
  }
  for (const key of [...state.frames.keys(), ...state.uncollected]) {
    if (!key.startsWith(prefix)) continue
    state.frames.delete(key)
    state.uncollected.delete(key)
    const loop = iterationOf(key)?.loop
    if (loop?.startsWith(prefix)) cancel(state, loop, at)
  }
}

function cancel(state: RunState, step: string, at: number): void {
  state.active.delete(step)
  state.waits.delete(step)
  const known = state.steps.get(step)
  if (!known || isSettled(known)) return
  known.status = 'cancelled'
  known.finishedAt = at
}

function fireOrPass(state: RunState, key: string, node: PlanNode): void {
  const fired = key === '' && node.id === state.triggerNodeId
  const step = newStep()
  step.status = fired ? 'completed' : 'skipped'
  if (fired) {
    step.attempt = 1
    step.startedAt = step.finishedAt = state.startedAt
    step.port = node.mainPort
    step.output = state.input
  }
  state.steps.set(stepIn(key, node.id), step)
  settle(state, stepIn(key, node.id), node, step.port)
}
