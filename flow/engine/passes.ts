import { isJsonObject, type Json } from '../json'
import type { Plan } from './plan'
import type { LoopState, RunState } from './state'
import { frameIn, frameOf, iterationOf, nodeOf, stepIn } from './step'

/** One pass through a loop: the step of the loop, which pass it is, and what is known of all of them. */
export type Pass = { container: string; nodeId: string; kind: 'for-each' | 'repeat'; index: number; loop: LoopState }

/** The step of a node in the passes chosen by loop (the first where none is), and these passes from the outside in. */
export function stepAt(
  plan: Plan,
  state: RunState,
  nodeId: string,
  chosen: ReadonlyMap<string, number>,
): { step: string; passes: Pass[] } | null {
  const node = plan.nodes.get(nodeId)
  if (!node) return null
  const passes: Pass[] = []
  const { containerId } = node.body
  const around = containerId === null ? null : stepAt(plan, state, containerId, chosen)
  const container = containerId === null ? undefined : plan.nodes.get(containerId)
  if (!around || !container) return { step: nodeId, passes }
  passes.push(...around.passes)
  if (container.container === 'scope') return { step: stepIn(frameIn(around.step, container.bodies.indexOf(node.body)), nodeId), passes }
  const loop = state.loops.get(around.step)
  if (!loop) return { step: stepIn(frameIn(around.step, 0), nodeId), passes }
  const index = Math.max(0, Math.min(loop.items.length - 1, chosen.get(container.id) ?? 0))
  passes.push({ container: around.step, nodeId: container.id, kind: container.container === 'repeat' ? 'repeat' : 'for-each', index, loop })
  return { step: stepIn(frameIn(around.step, index), nodeId), passes }
}

/** The passes a step is in, by loop: to be chosen so that it is looked at. */
export function passesAround(step: string): Map<string, number> {
  const passes = new Map<string, number>()
  for (let around = iterationOf(frameOf(step)); around; around = iterationOf(frameOf(around.container))) {
    passes.set(nodeOf(around.container), around.index)
  }
  return passes
}

/** Passes of a loop in which a step failed, in order. */
export function failedPasses(state: RunState, container: string): number[] {
  const failed = new Set<number>()
  const prefix = `${container}:`
  for (const [step, { status }] of state.steps) {
    if (status === 'failed' && step.startsWith(prefix)) failed.add(Number.parseInt(step.slice(prefix.length), 10))
  }
  return [...failed].sort((a, b) => a - b)
}

/** Passes whose item, or what they left behind, holds this text; the first `most` of them. */
export function findPasses({ items, outputs }: LoopState, text: string, most: number): number[] {
  const needle = text.toLowerCase()
  const found: number[] = []
  for (let index = 0; index < items.length && found.length < most; index++) {
    if (holds(items[index], needle) || holds(outputs[index], needle)) found.push(index)
  }
  return found
}

function holds(value: Json | undefined, needle: string): boolean {
  if (value === undefined) return false
  if (Array.isArray(value)) return value.some((each) => holds(each, needle))
  if (isJsonObject(value)) return Object.values(value).some((each) => holds(each, needle))
  return (value === null ? 'empty' : String(value)).toLowerCase().includes(needle)
}
