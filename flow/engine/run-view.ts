import { ERROR_PORT } from '../define/define'
import type { Json } from '../json'
import type { StepError } from './events'
import type { Plan, PlanBody, PlanNode } from './plan'
import { isSettled, type OpenWait, type RunState, type StepState } from './state'
import type { RunStatus, StepStatus } from './status'
import { nodeOf } from './step'
import { isWaiting } from './waiting'

/** What the canvas shows of a run: one look per node and edge, iterations taken together. */
export type RunView = {
  status: RunStatus
  startedAt: number | null
  finishedAt: number | null
  error: StepError | null
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
  wait: OpenWait | null
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
const AT_WORK: ReadonlySet<StepStatus> = new Set(['retrying', 'waiting', 'running', 'unverified'])

export function runView(plan: Plan, state: RunState): RunView {
  const loops = countLoops(state)
  const nodes = new Map<string, NodeView>()
  const edges = new Map<string, EdgeView>()
  for (const node of plan.nodes.values()) {
    nodes.set(node.id, newView(node, loops))
    for (const edge of node.out) edges.set(edge.id, 'idle')
  }
  for (const [key, step] of state.steps) {
    const node = plan.nodes.get(nodeOf(key))
    const view = nodes.get(nodeOf(key))
    if (!node || !view) continue
    addStep(view, step, state.waits.get(key) ?? null, !node.children, state.reused.has(key))
    for (const { id, port } of node.out) {
      const seen = edgeAfter(step, port)
      if (EDGE_TELLING.indexOf(seen) > EDGE_TELLING.indexOf(edges.get(id) ?? 'idle')) edges.set(id, seen)
    }
  }
  for (const view of nodes.values()) if (AT_WORK.has(view.status)) view.finishedAt = null
  keepAtWork(plan.root, nodes)
  const { startedAt, finishedAt, error } = state
  return { status: isWaiting(state) ? 'waiting' : state.status, startedAt, finishedAt, error, nodes, edges }
}

function countLoops(state: RunState): Map<string, { done: number; total: number }> {
  const counts = new Map<string, { done: number; total: number }>()
  for (const [step, { collected, items }] of state.loops) {
    const before = counts.get(nodeOf(step)) ?? { done: 0, total: 0 }
    counts.set(nodeOf(step), { done: before.done + collected, total: before.total + items.length })
  }
  return counts
}

function newView({ id, body, children }: PlanNode, loops: ReturnType<typeof countLoops>): NodeView {
  const own = children && loops.get(id)
  const around = body.containerId === null ? undefined : loops.get(body.containerId)
  return {
    status: 'idle',
    startedAt: null,
    finishedAt: null,
    attempt: 0,
    error: null,
    port: null,
    output: null,
    wait: null,
    retryAt: null,
    reused: false,
    counts: own ? { ...own, failed: 0 } : !children && around ? { done: 0, failed: 0, total: around.total } : null,
  }
}

function addStep(view: NodeView, step: StepState, wait: OpenWait | null, counted: boolean, reused: boolean): void {
  if (counted && view.counts && isSettled(step)) {
    view.counts.done += 1
    if (step.status === 'failed') view.counts.failed += 1
  }
  if (step.startedAt !== null) view.startedAt = Math.min(view.startedAt ?? step.startedAt, step.startedAt)
  if (step.finishedAt !== null) view.finishedAt = Math.max(view.finishedAt ?? step.finishedAt, step.finishedAt)
  if (view.status !== 'idle' && telling(step) < telling(view)) return
  const { status, attempt, error, port, output, retryAt } = step
  Object.assign(view, { status, attempt, error, port, output, retryAt, wait, reused })
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
  for (const { id, children } of body.nodes) {
    if (!children || nodes.get(id)?.status !== 'running') continue
    for (const child of children.nodes) {
      const view = nodes.get(child.id)
      if (!view?.counts || view.counts.done === 0 || view.counts.done === view.counts.total || !isDone(view)) continue
      view.status = 'running'
      view.finishedAt = null
    }
    keepAtWork(children, nodes)
  }
}

function isDone({ status, port }: NodeView): boolean {
  return status === 'completed' || status === 'skipped' || (status === 'failed' && port !== null)
}
