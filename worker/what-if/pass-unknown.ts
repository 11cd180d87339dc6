import type { Command } from '@/flow/engine/command'
import type { RunEvent } from '@/flow/engine/events'
import { TRY } from '@/flow/engine/parts'
import type { Plan } from '@/flow/engine/plan'
import type { RunState } from '@/flow/engine/state'
import { frameIn, frameOf, nodeOf } from '@/flow/engine/step'
import type { JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import type { UnknownSteps } from './unknown-steps'

/** What a command would resolve, and why it can't be known; null when it can. */
export function unknownIn(plan: Plan, unknown: UnknownSteps, command: Command): string | null {
  if (!('step' in command)) return null
  const { step } = command
  const params = paramsOf(plan, step)
  const { collect = null, until = null, result = null, ...settings } = params
  switch (command.type) {
    case 'step.run':
    case 'step.resume':
      return unknown.reasonFor(frameOf(step), params)
    case 'loop.open':
      return unknown.reasonFor(frameOf(step), settings)
    case 'loop.collect':
      return unknown.reasonFor(frameIn(step, command.index), [collect, until])
    case 'loop.sweep':
      return unknown.reasonFor(frameIn(step, command.index), [collect, ...paramsInside(plan, step)])
    case 'scope.leave':
      return unknown.reasonFor(frameIn(step, TRY), result)
    default:
      return null
  }
}

/** The events by which a run goes on without what nobody knows. */
export function passingOver(plan: Plan, state: RunState, unknown: UnknownSteps, command: Command, reason: string, at: number): RunEvent[] {
  if (!('step' in command) || command.type === 'run.fail') return []
  const { step } = command
  unknown.add(step, reason)
  switch (command.type) {
    case 'loop.collect':
      return [{ type: 'loop.collected', at, step, index: command.index, output: null }]
    case 'loop.sweep': {
      const outputs = (state.loops.get(step)?.items.slice(command.index) ?? []).map(() => null)
      return [{ type: 'loop.swept', at, step, index: command.index, outputs, passed: {} }]
    }
    case 'scope.leave':
      return [{ type: 'scope.tried', at, step, output: null }]
    default:
      return [{ type: 'step.started', at, step, attempt: 1 }, untold(plan, unknown, step, at)]
  }
}

/** What does not depend on the step goes on; where it would choose between ways, nobody knows which. */
function untold(plan: Plan, unknown: UnknownSteps, step: string, at: number): RunEvent {
  const port = plan.nodes.get(nodeOf(step))?.mainPort ?? ''
  if (unknown.leadsOneWay(step)) return { type: 'step.completed', at, step, attempt: 1, port, output: null }
  return { type: 'wait.opened', at, step, attempt: 1, waitId: newId(), kind: 'timer' }
}

function paramsOf(plan: Plan, step: string): JsonObject {
  return plan.nodes.get(nodeOf(step))?.node.params ?? {}
}

function paramsInside(plan: Plan, step: string): JsonObject[] {
  return (plan.nodes.get(nodeOf(step))?.bodies ?? []).flatMap(({ nodes }) => nodes.map(({ node }) => node.params))
}
