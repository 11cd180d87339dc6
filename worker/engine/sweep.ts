import type { Capabilities } from '@/flow/define/capabilities'
import { type Action, ERROR_PORT, isOutcome } from '@/flow/define/define'
import type { RunEvent } from '@/flow/engine/events'
import type { PlanBody, PlanNode } from '@/flow/engine/plan'
import { frameIn } from '@/flow/engine/step'
import type { Scope } from '@/flow/expressions/scope'
import type { Json } from '@/flow/json'
import { LETTERS, roughSize, VALUES } from './chunks'
import type { Performance } from './perform'
import { isPinned } from './rehearse'
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
  const swept: Swept = { outputs: [], passed: {} }
  const passed = new Map<string, number>()
  const items = on.journal.state.loops.get(step)?.items ?? []
  let letters = 0
  try {
    const order = node.bodies[0] ? orderOf(node.bodies[0], on) : []
    if (order.some(({ plan }) => isPinned(on.run, plan))) throw new NotHere()
    const isChain = order.every(({ upstream }, place) => upstream.length === place)
    const params = { inside: order.map(({ plan }) => plan.node.params), own: node.node.params }
    const { steps: around, vars, run, trigger } = await scopeFor(on, frameIn(step, index), params)
    // What it took to read that does not count: a sweep that got nowhere would be followed by the same again.
    const until = performance.now() + MOMENT_MS
    while (index + swept.outputs.length < items.length && swept.outputs.length < VALUES && letters < LETTERS && performance.now() < until) {
      const at = index + swept.outputs.length
      const item = items[at] ?? null
      const steps: Scope['steps'] = Object.assign(Object.create(null), around)
      steps[node.node.key] = { item, index: at }
      const scope = { steps, vars, run, trigger, item, index: at }
      const results = isChain ? iterateChain(order, scope) : iterate(order, scope)
      const output = resolved(node, scope, 'iteration').collect ?? item
      for (const [place, { plan }] of order.entries()) if (results[place]) passed.set(plan.id, (passed.get(plan.id) ?? 0) + 1)
      swept.outputs.push(output)
      letters += roughSize(output)
    }
  } catch (error) {
    swept.stepwise = error instanceof NotHere ? 'rest' : 'this'
  }
  swept.passed = Object.fromEntries(passed)
  return swept
}

/** A step of the body, ready to be done. Others are told by their place in the order. */
type Ready = {
  plan: PlanNode
  action: Action
  context: Pick<Parameters<Action['run']>[0], 'use' | 'signal'>
  sources: readonly { place: number; port: string }[]
  upstream: readonly number[]
}

/** Null: it was not done. */
type Result = { port: string; output: Json } | null

/** Each step after all that lead to it. */
function orderOf(body: PlanBody, on: Performance): Ready[] {
  const order: Ready[] = []
  const places = new Map<PlanNode, number>()
  const open = new Map(body.nodes.map((plan) => [plan, body.incoming[plan.slot] ?? 0]))
  const queue = body.nodes.filter((plan) => open.get(plan) === 0)
  const context = { use: handsFor(on), signal: on.signal }
  for (let plan = queue.shift(); plan; plan = queue.shift()) {
    const action = definitionFor(plan)
    if (action.kind !== 'action') throw new NotHere()
    const sources = plan.in.map(({ source, port }) => ({ place: places.get(source) ?? -1, port }))
    const upstream = [...new Set(sources.flatMap(({ place }) => [...(order[place]?.upstream ?? []), place]))]
    places.set(plan, order.length)
    order.push({ plan, action, context, sources, upstream })
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

/** Where each step comes after all others, `scope.steps` just grows. In the end it has every result. */
function iterateChain(order: readonly Ready[], scope: Scope): Result[] {
  return walk(order, (ready) => {
    const result = perform(ready, scope)
    scope.steps[ready.plan.node.key] = result.output
    return result
  })
}

/** A step sees what leads to it, never what merely happens to be done. In the end `scope.steps` has every result. */
function iterate(order: readonly Ready[], scope: Scope): Result[] {
  const around: Scope['steps'] = Object.assign(Object.create(null), scope.steps)
  return walk(order, (ready, results) => {
    const steps: Scope['steps'] = Object.assign(Object.create(null), around)
    for (const place of ready.upstream) {
      const before = results[place]
      if (before) steps[order[place]?.plan.node.key ?? ''] = before.output
    }
    const result = perform(ready, { ...scope, steps })
    scope.steps[ready.plan.node.key] = result.output
    return result
  })
}

function walk(order: readonly Ready[], does: (ready: Ready, results: readonly Result[]) => NonNullable<Result>): Result[] {
  const results: Result[] = []
  const ways: (string | null)[] = []
  for (const ready of order) {
    const { plan, sources } = ready
    const live = sources.length === 0 || sources.some(({ place, port }) => ways[place] === port)
    const result = live && !plan.node.disabled ? does(ready, results) : null
    results.push(result)
    ways.push(result ? result.port : live ? plan.mainPort : null)
  }
  return results
}

function perform({ plan, action, context: { use, signal } }: Ready, scope: Scope): NonNullable<Result> {
  const input = inputFrom(plan, action, scope)
  const given = action.run({ input, use, signal, connection: null, idempotencyKey: '', attempt: 1 })
  if (given instanceof Promise) {
    given.catch(() => {})
    throw new NotHere()
  }
  if (!isOutcome(given)) return { port: plan.mainPort, output: given ?? null }
  if (given.kind !== 'output' || given.port === ERROR_PORT) throw new NotHere()
  return { port: given.port, output: given.output }
}

/** The clock, and nothing else: whoever reaches for more is not only computing. */
function handsFor({ clock, about }: Performance): Capabilities {
  const hands: Partial<Capabilities> = { clock: { now: () => new Date(clock.now()), zone: about.timeZone } }
  return new Proxy(hands, {
    get(target, name) {
      if (name === 'clock') return target.clock
      throw new NotHere()
    },
  }) as Capabilities // throws for the others
}
