import type { Json } from '../json'
import type { PlanBody, PlanNode } from './plan'
import { type BodyState, type FrameState, isSettled, newStep, type RunState } from './state'
import { frameOf, iterationOf, stepIn } from './step'

/** What a pass begins with: the trigger that fired, or (no id) every entry of a scope's part. */
export type Fired = { nodeId?: string; output: Json; at: number }

/** Begins one pass through a body: the run itself, an iteration of a loop, or a part of a scope. */
export function openFrame(state: RunState, key: string, plan: PlanBody, body: BodyState, fired: Fired | null): void {
  const frame: FrameState = {
    plan,
    body,
    undecided: plan.incoming.slice(),
    live: plan.incoming.map(() => 0),
    left: plan.nodes.length,
  }
  state.frames.set(key, frame)
  const starts = (node: PlanNode) => node.kind === 'trigger' || node.kind === 'entry' || (fired !== null && node.id === fired.nodeId)
  for (const node of plan.nodes) {
    if (plan.incoming[node.slot] !== 0 || starts(node)) continue
    // At the top only the trigger leads anywhere; an iteration starts at every node that nothing leads to.
    if (key !== '') frame.live[node.slot] = 1
    state.active.add(stepIn(key, node.id))
  }
  for (const node of plan.nodes) if (starts(node)) fireOrPass(state, key, node, fired)
  if (frame.left === 0 && key !== '') over(state, key, frame)
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
  if (frame.left === 0 && key !== '') over(state, key, frame)
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
    const container = iterationOf(key)?.container
    if (container?.startsWith(prefix)) cancel(state, container, at)
  }
}

export function cancel(state: RunState, step: string, at: number): void {
  state.active.delete(step)
  giveUpWait(state, step)
  state.tidying.delete(step)
  const known = state.steps.get(step)
  if (!known || isSettled(known)) return
  known.unsure = known.status === 'unverified' || (known.announced !== null && known.announced.effect !== 'read')
  known.status = 'cancelled'
  known.finishedAt = at
}

/** Nothing comes of it any more, although nobody outside knows that yet. */
export function giveUpWait(state: RunState, step: string): void {
  const wait = state.waits.get(step)
  if (!wait) return
  state.waits.delete(step)
  state.givenUp.push({ step, waitId: wait.waitId, kind: wait.kind })
}

/** Every node of the pass is settled: what it leaves is to be taken, or its container can go on. */
function over(state: RunState, key: string, frame: FrameState): void {
  if (frame.plan.leaves) state.uncollected.add(key)
  else if (frame.body.container !== null) state.active.add(frame.body.container)
}

function fireOrPass(state: RunState, key: string, node: PlanNode, fired: Fired | null): void {
  const step = newStep()
  const fires = fired !== null && (fired.nodeId === undefined ? node.kind === 'entry' : node.id === fired.nodeId)
  step.status = fires ? 'completed' : 'skipped'
  if (fires) {
    step.attempt = 1
    step.startedAt = step.finishedAt = fired.at
    step.port = node.mainPort
    step.output = fired.output
  }
  state.steps.set(stepIn(key, node.id), step)
  settle(state, stepIn(key, node.id), node, step.port)
}
