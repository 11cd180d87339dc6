import type { Command } from '@/flow/engine/command'
import type { StepError } from '@/flow/engine/events'
import type { PlanNode } from '@/flow/engine/plan'
import { frameIn, nodeOf } from '@/flow/engine/step'
import type { Performance } from './perform'
import { InputError, resolveInput, resolveIteration } from './resolve-input'

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>

export async function openLoop(on: Performance, { step, attempt }: Of<'loop.open'>): Promise<void> {
  await orFail(on, step, attempt, async (node) => {
    const { items } = await resolveInput(on, node, step)
    on.journal.append([{ type: 'loop.opened', at: on.clock.now(), step, attempt, items: Array.isArray(items) ? items : [] }])
  })
}

/** Without anything chosen to collect, an iteration leaves its item. */
export async function collectIteration(on: Performance, { step, index }: Of<'loop.collect'>): Promise<void> {
  await orFail(on, step, 1, async (node) => {
    const { collect } = await resolveIteration(on, node, frameIn(step, index))
    const output = collect ?? on.journal.state.loops.get(step)?.items[index] ?? null
    on.journal.append([{ type: 'loop.collected', at: on.clock.now(), step, index, output }])
  })
}

export function closeLoop(on: Performance, { step, attempt, output }: Of<'loop.close'>): void {
  const port = on.plan.nodes.get(nodeOf(step))?.mainPort ?? ''
  on.journal.append([{ type: 'step.completed', at: on.clock.now(), step, attempt, port, output }])
}

export function failLoop(on: Performance, { step, attempt, error }: Of<'loop.fail'>): void {
  on.journal.append([{ type: 'step.failed', at: on.clock.now(), step, attempt, error }])
}

async function orFail(on: Performance, step: string, attempt: number, work: (node: PlanNode) => Promise<void>): Promise<void> {
  const node = on.plan.nodes.get(nodeOf(step))
  if (!node) throw new Error(`The plan has no node for step ${step}`)
  try {
    await work(node)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const failure: StepError = error.error
    on.journal.append([{ type: 'step.failed', at: on.clock.now(), step, attempt, error: failure }])
  }
}
