import type { Capabilities } from '@/flow/define/capabilities'
import { type Action, ERROR_PORT, isOutcome } from '@/flow/define/define'
import type { RunEvent } from '@/flow/engine/events'
import type { PlanBody, PlanNode } from '@/flow/engine/plan'
import { frameIn } from '@/flow/engine/step'
import type { Scope } from '@/flow/expressions/scope'
import type { Json } from '@/flow/json'
import { LETTERS, roughSize, VALUES } from './chunks'
import type { Performance } from './perform'
import { definitionFor, inputFrom, resolved, scopeFor } from './resolve-input'

type Swept = Omit<Extract<RunEvent, { type: 'loop.swept' }>, 'type' | 'at' | 'step' | 'index'>

/** How long others wait for one sweep. */
const MOMENT_MS = 8

/** Something only the ordinary way can do: a capability, a promise, a wait. */
class NotHere extends Error {}

/**
 * Does iterations of a loop over steps that only compute, one after another, without a word in the journal about each:
 * nothing of it is seen outside before what they leave is durable, so a crash costs a moment. Whatever is out of the
 * ordinary is not dealt with here: that iteration is left to be done step by step, and fails or goes on there.
 * Joins and dead paths follow the rule of `flow/engine`; a test holds the two against each other.
 */
export async function sweepIterations(on: Performance, node: PlanNode, step: string, index: number): Promise<Swept> {
  const items = on.journal.state.loops.get(step)?.items ?? []
  const order = node.bodies[0] ? orderOf(node.bodies[0], on) : []
  const params = { inside: order.map((each) => each.plan.node.params), own: node.node.params }
  const around = await scopeFor(on, frameIn(step, index), params)
  const swept: Swept = { outputs: [], passed: {} }
  const until = performance.now() + MOMENT_MS
  let letters = 0
  try {
    while (index + swept.outputs.length < items.length && swept.outputs.length < VALUES && letters < LETTERS && performance.now() < until) {
      const at = index + swept.outputs.length
      const item = items[at] ?? null
      const scope = { ...around, item, index: at, steps: added(around.steps, [[node.node.key, { item, index: at }]]) }
      const results = iterate(order, scope)
      const seen = {
        ...scope,
        steps: added(
          scope.steps,
          [...results].map(([each, { output }]) => [each.plan.node.key, output] as const),
        ),
      }
      const output = resolved(node, seen, 'iteration').collect ?? item
      for (const { plan } of results.keys()) swept.passed[plan.id] = (swept.passed[plan.id] ?? 0) + 1
      swept.outputs.push(output)
      letters += roughSize(output)
    }
  } catch (error) {
    swept.stepwise = error instanceof NotHere ? 'rest' : 'this'
  }
  return swept
}

/** A step of the body, ready to be done: those it can see the results of, and what is to be done. */
type Ready = { plan: PlanNode; upstream: readonly Ready[]; action: Action; context: Pick<Parameters<Action['run']>[0], 'use' | 'signal'> }
type Result = { port: string; output: Json }

/** Each step after all that lead to it. */
function orderOf(body: PlanBody, on: Performance): Ready[] {
  const order: Ready[] = []
  const ready = new Map<PlanNode, Ready>()
  const open = new Map(body.nodes.map((plan) => [plan, body.incoming[plan.slot] ?? 0]))
  const queue = body.nodes.filter((plan) => open.get(plan) === 0)
  for (let plan = queue.shift(); plan; plan = queue.shift()) {
    const definition = definitionFor(plan)
    if (definition.kind !== 'action') throw new Error(`${plan.node.type} is no action`)
    const sources = plan.in.flatMap(({ source }) => ready.get(source) ?? [])
    const upstream = [...new Set(sources.flatMap((source) => [...source.upstream, source]))]
    const step = { plan, upstream, action: definition, context: { use: emptyHands(on), signal: on.signal } }
    ready.set(plan, step)
    order.push(step)
    for (const { target } of plan.out) {
      const left = (open.get(target) ?? 0) - 1
      open.set(target, left)
      if (left === 0) queue.push(target)
    }
  }
  // What stands in a circle never becomes ready; the ordinary way says so.
  if (order.length < body.nodes.length) throw new NotHere()
  return order
}

function iterate(order: readonly Ready[], scope: Scope): Map<Ready, Result> {
  const results = new Map<Ready, Result>()
  const taken = new Map<PlanNode, string | null>()
  for (const step of order) {
    const { plan } = step
    const live = plan.in.length === 0 || plan.in.some(({ source, port }) => taken.get(source) === port)
    if (live && !plan.node.disabled) {
      const result = perform(step, { ...scope, steps: visibleTo(step, results, scope.steps) })
      results.set(step, result)
      taken.set(plan, result.port)
    } else taken.set(plan, live ? plan.mainPort : null)
  }
  return results
}

function visibleTo({ upstream }: Ready, results: ReadonlyMap<Ready, Result>, steps: Scope['steps']): Scope['steps'] {
  const entries = upstream.flatMap((step) => {
    const result = results.get(step)
    return result ? [[step.plan.node.key, result.output] as const] : []
  })
  return entries.length === 0 ? steps : added(steps, entries)
}

function perform({ plan, action, context }: Ready, scope: Scope): Result {
  const input = inputFrom(plan, action, scope)
  const given = action.run({ ...context, input, connection: null, idempotencyKey: '', attempt: 1 })
  if (given instanceof Promise) {
    given.catch(() => {})
    throw new NotHere()
  }
  if (!isOutcome(given)) return { port: plan.mainPort, output: given ?? null }
  if (given.kind !== 'output' || given.port === ERROR_PORT) throw new NotHere()
  return { port: given.port, output: given.output }
}

function added(steps: Scope['steps'], entries: Iterable<readonly [string, Json]>): Scope['steps'] {
  const more: Scope['steps'] = Object.assign(Object.create(null), steps)
  for (const [key, value] of entries) more[key] = value
  return more
}

/** The clock, and nothing else: whoever reaches for more is not only computing. */
function emptyHands({ clock }: Performance): Capabilities {
  const hands: Partial<Capabilities> = { clock: { now: () => new Date(clock.now()) } }
  return new Proxy(hands, {
    get(target, name) {
      if (name === 'clock') return target.clock
      throw new NotHere()
    },
  }) as Capabilities // throws for the others
}
