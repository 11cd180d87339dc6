import type { Json } from '../json'
import type { RunEvent, StandIn } from './events'
import { applyEvent } from './fold'
import { TRY } from './parts'
import { passedOver } from './passed-over'
import type { Plan, PlanEdge, PlanNode } from './plan'
import { newState, type RunState } from './state'
import { aroundStep, frameIn, frameOf, nodeOf, stepIn } from './step'

/** What is known of a step before the one that is run. `port` left out: it went on towards it. */
export type Given = { output: Json; port?: string | null; standIn?: StandIn }

export type Known = {
  /** Asked by the step's place in the run that its values are from. */
  of(step: string, node: PlanNode): Given
  /** The item that a loop is at, as the new run stands. */
  item(loop: string, node: PlanNode, state: RunState, here: string): Json
}

/** A run of one step: it ends with the step it begins at. */
export function isAlone({ fromStep, untilNodeId }: { fromStep: string | null; untilNodeId: string | null }): boolean {
  return fromStep !== null && untilNodeId !== null && nodeOf(fromStep) === untilNodeId
}

/**
 * How a run begins that does this step and no other. Whatever comes before is given, never done: on a way that leads to the
 * step, whichever way it took elsewhere. Loops around it have the one item, so it runs once. The plan ends at the step.
 */
export function onlyStep(plan: Plan, start: Extract<RunEvent, { type: 'run.started' }>, target: string, known: Known): RunEvent[] {
  const { at } = start
  const state = newState()
  const events: RunEvent[] = []
  const take = (event: RunEvent) => {
    events.push(event)
    applyEvent(plan, state, event)
  }
  applyEvent(plan, state, start)
  let frame = ''
  for (const place of [...aroundStep(target).reverse(), target]) {
    const node = plan.nodes.get(nodeOf(place))
    if (!node) return []
    giveBefore(plan, state, frame, node, (before) => known.of(stepIn(frameOf(place), before.id), before), take, at)
    if (place === target) break
    const step = stepIn(frame, node.id)
    if (node.container === 'scope') take({ type: 'scope.opened', at, step, attempt: 1 })
    else take({ type: 'loop.opened', at, step, attempt: 1, items: [known.item(place, node, state, step)] })
    frame = frameIn(step, TRY)
  }
  return events
}

/** The step as it is in the first pass of everything around it; null when it runs only after a failure. */
export function firstStepOf(plan: Plan, nodeId: string): string | null {
  const node = plan.nodes.get(nodeId)
  if (!node) return null
  const { containerId } = node.body
  const around = containerId === null ? undefined : plan.nodes.get(containerId)
  if (!around) return nodeId
  if (around.container === 'scope' && around.bodies.indexOf(node.body) !== TRY) return null
  const outer = firstStepOf(plan, around.id)
  return outer === null ? null : stepIn(frameIn(outer, 0), nodeId)
}

function giveBefore(
  plan: Plan,
  state: RunState,
  frame: string,
  target: PlanNode,
  given: (node: PlanNode) => Given,
  take: (event: RunEvent) => void,
  at: number,
): void {
  const ways = waysTo(target, given)
  const next = () => [...state.active].find((step) => frameOf(step) === frame && nodeOf(step) !== target.id)
  for (let step = next(); step !== undefined; step = next()) {
    const node = plan.nodes.get(nodeOf(step))
    if (!node) return
    const reason = passedOver(plan, state, step)
    if (reason) take({ type: 'step.skipped', at, step, reason })
    else {
      const { output, port, standIn } = given(node)
      const leads = port !== undefined && port !== null && node.out.some((edge) => edge.port === port)
      const way = ways.get(node) ?? (leads ? port : (node.out[0]?.port ?? node.mainPort))
      take({ type: 'step.reused', at, step, attempt: 1, port: way, output, ...(standIn ? { standIn } : {}) })
    }
  }
}

/** One way to the step, backwards: where it was taken before, that one. */
function waysTo(target: PlanNode, given: (node: PlanNode) => Given): Map<PlanNode, string> {
  const ways = new Map<PlanNode, string>()
  const taken = ({ source, port }: PlanEdge) => source.kind === 'action' && given(source).port === port
  for (let node = target; node.in.length > 0; ) {
    const edge: PlanEdge | undefined = node.in.find(taken) ?? node.in[0]
    if (!edge || ways.has(edge.source)) break
    ways.set(edge.source, edge.port)
    node = edge.source
  }
  return ways
}
