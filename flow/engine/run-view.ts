import { ERROR_PORT } from '../define/define'
import type { Json } from '../json'
import { tidiedSteps } from './cancelling'
import type { StandIn, StepError } from './events'
import type { Plan, PlanBody, PlanNode } from './plan'
import { isSettled, type Look, type OpenWait, type RunState, type StepState } from './state'
import type { RunStatus, StepStatus } from './status'
import { nodeOf } from './step'
import { isWaiting } from './waiting'

/** What the canvas shows of a run: one look per node and edge, iterations taken together. */
export type RunView = {
  status: RunStatus
  startedAt: number | null
  finishedAt: number | null
  error: StepError | null
  /** Set once it is cancelled and tidies up first: how much of that is done. */
  tidying: { done: number; total: number } | null
  nodes: Map<string, NodeView>
  edges: Map<string, EdgeView>
}

/** The look of a node in loops is that of its most telling step: one that failed for good, one at work, one that is done. */
export type NodeView = {
  status: StepStatus
  startedAt: number | null
  /** Null while any of it is still going on. */
  finishedAt: number | null
  attempt: number
  error: StepError | null
  port: string | null
  output: Json
  standIn: StandIn | null
  wait: OpenWait | null
  /** The last time the app was asked whether its effect took place. */
  look: Look | null
  retryAt: number | null
  /** Its result is that of the run this one goes on from. */
  reused: boolean
  /** 37 of 200: iterations of a loop, steps of a node in loops. Null for others. */
  counts: { done: number; failed: number; total: number } | null
}

/** `next`: its source is at work. */
export type EdgeView = 'idle' | 'dead' | 'next' | 'taken'

const TELLING: readonly StepStatus[] = [
  'idle',
  'skipped',
  'failed',
  'completed',
  'cancelled',
  'retrying',
  'waiting',
  'running',
  'unverified',
]
const EDGE_TELLING: readonly EdgeView[] = ['idle', 'dead', 'next', 'taken']
export const AT_WORK: ReadonlySet<StepStatus> = new Set(['retrying', 'waiting', 'running', 'unverified'])

export function runView(plan: Plan, state: RunState): RunView {
  const loops = countLoops(state)
  const nodes = new Map<string, NodeView>()
  const edges = new Map<string, EdgeView>()
  for (const node of plan.nodes.values()) {
    nodes.set(node.id, newView(plan, node, loops))
    for (const edge of node.out) edges.set(edge.id, 'idle')
  }
  for (const [key, step] of state.steps) {
    const node = plan.nodes.get(nodeOf(key))
    const view = nodes.get(nodeOf(key))
    if (!node || !view) continue
    addStep(view, step, state.waits.get(key) ?? null, !node.container, state.reused.has(key))
    for (const { id, port } of node.out) {
      const seen = edgeAfter(step, port)
      if (EDGE_TELLING.indexOf(seen) > EDGE_TELLING.indexOf(edges.get(id) ?? 'idle')) edges.set(id, seen)
    }
  }
  for (const view of nodes.values()) if (AT_WORK.has(view.status)) view.finishedAt = null
  keepAtWork(plan.root, nodes)
  const { startedAt, finishedAt, error } = state
  const tidying = tidiedSteps(plan, state)
  return { status: isWaiting(state) ? 'waiting' : state.status, startedAt, finishedAt, error, tidying, nodes, edges }
}

type LoopCounts = { done: number; total: number; swept: number; passed: Map<string, number> }

function countLoops(state: RunState): Map<string, LoopCounts> {
  const counts = new Map<string, LoopCounts>()
  for (const [step, { collected, total, swept, passed }] of state.loops) {
    const count = counts.get(nodeOf(step)) ?? { done: 0, total: 0, swept: 0, passed: new Map() }
    counts.set(nodeOf(step), count)
    count.done += collected
    count.total += total
    count.swept += swept
    for (const [id, times] of passed) count.passed.set(id, (count.passed.get(id) ?? 0) + times)
  }
  return counts
}

function newView(plan: Plan, node: PlanNode, loops: ReadonlyMap<string, LoopCounts>): NodeView {
  const view: NodeView = {
    status: 'idle',
    startedAt: null,
    finishedAt: null,
    attempt: 0,
    error: null,
    port: null,
    output: null,
    standIn: null,
    wait: null,
    look: null,
    retryAt: null,
    reused: false,
    counts: null,
  }
  const own = loops.get(node.id)
  const around = loopAround(plan, node, loops)
  if (own) view.counts = { done: own.done, failed: 0, total: own.total }
  else if (!node.container && around) {
    view.counts = { done: around.swept, failed: 0, total: around.total }
    if (around.swept > 0) view.status = around.passed.has(node.id) ? 'completed' : 'skipped'
  }
  return view
}

/** The innermost loop a node is in, however many scopes are between. */
function loopAround(plan: Plan, { body }: PlanNode, loops: ReadonlyMap<string, LoopCounts>): LoopCounts | undefined {
  for (let id = body.containerId; id !== null; id = plan.nodes.get(id)?.body.containerId ?? null) {
    const loop = loops.get(id)
    if (loop) return loop
  }
  return undefined
}

function addStep(view: NodeView, step: StepState, wait: OpenWait | null, counted: boolean, reused: boolean): void {
  if (counted && view.counts && isSettled(step)) {
    view.counts.done += 1
    if (step.status === 'failed') view.counts.failed += 1
  }
  if (step.startedAt !== null) view.startedAt = Math.min(view.startedAt ?? step.startedAt, step.startedAt)
  if (step.finishedAt !== null) view.finishedAt = Math.max(view.finishedAt ?? step.finishedAt, step.finishedAt)
  if (view.status !== 'idle' && telling(step) < telling(view)) return
  const { status, attempt, error, port, output, standIn, retryAt } = step
  const look = step.looks.at(-1) ?? null
  Object.assign(view, { status, attempt, error, port, output, standIn, retryAt, wait, reused, look })
}

/** A step that failed with nowhere to go tells most of all. */
function telling({ status, port }: { status: StepStatus; port: string | null }): number {
  return status === 'failed' && port === null ? TELLING.length : TELLING.indexOf(status)
}

function edgeAfter({ status, port }: StepState, edgePort: string): EdgeView {
  if (AT_WORK.has(status)) return edgePort === ERROR_PORT ? 'idle' : 'next'
  if (port === edgePort) return 'taken'
  return status === 'completed' || status === 'skipped' || port !== null ? 'dead' : 'idle'
}

/** Between two of its steps a node in a running loop is still at work, not done: the canvas must not flicker. */
function keepAtWork(body: PlanBody, nodes: Map<string, NodeView>): void {
  for (const { id, bodies } of body.nodes) {
    if (nodes.get(id)?.status !== 'running') continue
    for (const child of bodies.flatMap((inside) => inside.nodes)) {
      const view = nodes.get(child.id)
      if (!view?.counts || view.counts.done === 0 || view.counts.done === view.counts.total || !isDone(view)) continue
      view.status = 'running'
      view.finishedAt = null
    }
    for (const inside of bodies) keepAtWork(inside, nodes)
  }
}

function isDone({ status, port }: NodeView): boolean {
  return status === 'completed' || status === 'skipped' || (status === 'failed' && port !== null)
}
