import type { Command } from '@/flow/engine/command'
import { TRY } from '@/flow/engine/parts'
import { frameIn, nodeOf } from '@/flow/engine/step'
import type { Performance } from './perform'
import { InputError, resolveIteration } from './resolve-input'

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>

export async function leaveScope(on: Performance, { step }: Of<'scope.leave'>): Promise<void> {
  const node = on.plan.nodes.get(nodeOf(step))
  if (!node) throw new Error(`The plan has no node for step ${step}`)
  const at = on.clock.now()
  try {
    const { result } = await resolveIteration(on, node, frameIn(step, TRY))
    on.journal.append([{ type: 'scope.tried', at, step, output: result ?? null }])
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    on.journal.append([{ type: 'scope.tried', at, step, output: null, error: error.error }])
  }
}

export function turnScope(on: Performance, { step, part, failure }: Of<'scope.turn'>): void {
  on.journal.append([{ type: 'scope.turned', at: on.clock.now(), step, part, ...(failure ? { failure } : {}) }])
}

export function closeScope(on: Performance, { step, attempt, output }: Of<'scope.close'>): void {
  const port = on.plan.nodes.get(nodeOf(step))?.mainPort ?? ''
  on.journal.append([{ type: 'step.completed', at: on.clock.now(), step, attempt, port, output }])
}
