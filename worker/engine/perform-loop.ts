import { setImmediate } from 'node:timers/promises'
import { DEFAULT_PASSES } from '@/connectors/flow/repeat'
import type { Command } from '@/flow/engine/command'
import type { StepError } from '@/flow/engine/events'
import type { PlanNode } from '@/flow/engine/plan'
import { frameIn, nodeOf } from '@/flow/engine/step'
import type { Json } from '@/flow/json'
import { attemptAt } from './attempt'
import { inChunks } from './chunks'
import { firstItems } from './first-items'
import { liftItems } from './heavy/heavy-step'
import type { Performance } from './perform'
import { InputError, resolveInput, resolveIteration, sightAt } from './resolve-input'
import { sweepIterations } from './sweep'

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>

/** Many items go into the journal a chunk at a time, so that nobody else has to wait while they are written. */
export async function openLoop(on: Performance, { step, attempt, fed }: Of<'loop.open'>): Promise<void> {
  await orFail(on, { step, attempt }, async (node) => {
    const { total, pieces } = await itemsOf(on, node, step, fed)
    if (fed > 0 && total !== on.journal.state.loops.get(step)?.total) throw new InputError(LIST_CHANGED)
    const all = fed > 0 || pieces.length > 1 ? { total } : {}
    const at = on.clock.now()
    if (fed === 0) on.journal.append([{ type: 'loop.opened', at, step, attempt, items: pieces.shift()?.() ?? [], ...all }])
    for (const items of pieces) {
      await setImmediate()
      on.signal.throwIfAborted()
      on.journal.append([{ type: 'loop.fed', at, step, items: items() }])
    }
  })
}

/** Without anything chosen to collect, an iteration leaves its item. */
export async function collectIteration(on: Performance, { step, index }: Of<'loop.collect'>): Promise<void> {
  await orFail(on, { step, index }, async (node) => {
    const { collect, until } = await resolveIteration(on, node, frameIn(step, index))
    const output = collect ?? on.journal.state.loops.get(step)?.items[index] ?? null
    const again = node.container === 'repeat' && !isDone(until, index + 1, node) ? { again: true } : {}
    on.journal.append([{ type: 'loop.collected', at: on.clock.now(), step, index, output, ...again }])
  })
}

export async function sweepLoop(on: Performance, { step, index }: Of<'loop.sweep'>): Promise<void> {
  await orFail(on, { step }, async (node) => {
    const swept = await sweepIterations(on, node, step, index)
    on.signal.throwIfAborted()
    on.journal.append([{ type: 'loop.swept', at: on.clock.now(), step, index, ...swept }])
  })
}

export function closeLoop(on: Performance, { step, attempt }: Of<'loop.close'>): void {
  const port = on.plan.nodes.get(nodeOf(step))?.mainPort ?? ''
  on.journal.append([{ type: 'loop.closed', at: on.clock.now(), step, attempt, port }])
}

/** A run that goes on from another may have taken over a part of a list that its own version would not make: the rest would never come. */
const LIST_CHANGED: StepError = {
  code: 'list_changed',
  message: 'The list is another one than that which this loop began with.',
  hint: 'Run the flow again from this loop.',
}

type Items = { total: number; pieces: (() => Json[])[] }

/** Heavy lists are resolved elsewhere, and each piece is read when its turn comes. */
async function itemsOf(on: Performance, node: PlanNode, step: string, fed: number): Promise<Items> {
  const sight = sightAt(on, node, step)
  const lifted = await liftItems(attemptAt(on, step, 1), sight, fed)
  if (lifted) return { total: lifted.total, pieces: lifted.pieces.map((bytes) => () => JSON.parse(Buffer.from(bytes).toString('utf8'))) }
  const items = firstItems(node.container, await resolveInput(on, node, step, sight))
  return { total: items.length, pieces: inChunks(items.slice(fed)).map((chunk) => () => chunk) }
}

function isDone(until: Json | undefined, passes: number, node: PlanNode): boolean {
  if (until === true) return true
  if (until !== false) {
    throw new InputError({
      code: 'invalid_input',
      message: 'The condition “Until” must be true or false.',
      hint: 'Compare something, such as the status of what a step inside gives.',
      path: 'until',
    })
  }
  const most = atMost(node)
  if (passes < most) return false
  throw new InputError({
    code: 'never_true',
    message: 'The condition “Until” was still not true, and no more passes are allowed.',
    hint: 'Allow more passes, let it wait between them, or say under “If it fails” what follows.',
  })
}

function atMost({ node: { params } }: PlanNode): number {
  return typeof params.atMost === 'number' ? params.atMost : DEFAULT_PASSES
}

async function orFail(
  on: Performance,
  { step, attempt = 1, ...of }: { step: string; attempt?: number; index?: number },
  work: (node: PlanNode) => Promise<void>,
): Promise<void> {
  const node = on.plan.nodes.get(nodeOf(step))
  if (!node) throw new Error(`The plan has no node for step ${step}`)
  try {
    await work(node)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    on.journal.append([{ type: 'step.failed', at: on.clock.now(), step, attempt, error: error.error, ...of }])
  }
}
