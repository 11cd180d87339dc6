import { manifest } from '@/connectors/manifest'
import type { Capabilities, Delivery, Reply } from '@/flow/define/capabilities'
import { type Action, type Effect, isOutcome, type Outcome, type RunContext } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { StandIn } from '@/flow/engine/events'
import type { PlanNode } from '@/flow/engine/plan'
import { nodeOf } from '@/flow/engine/step'
import type { Json, JsonObject } from '@/flow/json'
import { isDatabaseAway } from '@/server/db/away'
import { newId } from '@/server/db/id'
import { PATIENCE_MS } from '@/server/services/intake/await-answer'
import type { Account } from '../capabilities/account/account'
import { retryDelay, stepErrorOf } from './failure'
import { FenceLost } from './flusher'
import { idempotencyKey } from './idempotency-key'
import type { Kept } from './large-values'
import { STEP_TIMEOUT_MS } from './limits'
import { after, caught, type NowOrLater } from './now-or-later'
import type { Performance } from './perform'
import { exampleOf, insteadOfWaiting, isHeldBack } from './rehearse'
import { definitionFor, InputError, resolveInput } from './resolve-input'
import { type Limit, within } from './within'

/** `logs`: what the step printed so far. */
type Attempt = { on: Performance; node: PlanNode; step: string; attempt: number; logs: string[]; standIn?: StandIn }

/**
 * One attempt of one step. What changes the outside world is announced durably before it is touched, and only while the
 * lease holds; its key is the same for every attempt, so whoever receives it twice can tell.
 */
export function runStep(on: Performance, step: string, attempt: number): NowOrLater<unknown> {
  const trying = attemptAt(on, step, attempt)
  const { node } = trying
  on.journal.start(step, attempt, on.clock.now())
  return unlessInputFails(trying, () => {
    const action = actionOf(node)
    return after(resolveInput(on, node, step), (input) => {
      const effect = typeof action.effect === 'function' ? action.effect(input) : action.effect
      if (isHeldBack(on.run, action, effect)) return conclude({ ...trying, standIn: 'example' }, exampleOf(action, node))
      const work = () => conclusion(trying, action, effect, input, (context) => action.run(context))
      if (effect === 'none') return work()
      const announced = () => announce(trying, effect).then(work)
      return node.node.connectionId === undefined ? announced() : inTurn(trying, node.node.connectionId, announced)
    })
  })
}

/** The wait that the step asked for is over: the node says what follows, or the result itself is its output. */
export function resumeStep(on: Performance, step: string, attempt: number, result: Json): NowOrLater<unknown> {
  const resuming = attemptAt(on, step, attempt)
  return unlessInputFails(resuming, () => {
    const action = actionOf(resuming.node)
    const { resume } = action
    if (!resume) return conclude(resuming, result)
    return after(resolveInput(on, resuming.node, step), (input) =>
      conclusion(resuming, action, 'none', input, (context) => resume(context, result)),
    )
  })
}

/** An account that only so many may use at once: whoever has to wait for it gives its place in the worker away meanwhile. */
async function inTurn({ on, step, attempt }: Attempt, connectionId: string, work: () => Promise<unknown>): Promise<void> {
  const line = await on.line.enter(connectionId, step)
  if (line === 'full') {
    const waitId = newId()
    const opened = [{ id: waitId, step, kind: 'turn' as const, result: { connectionId } }]
    await on.journal.append([{ type: 'wait.opened', at: on.clock.now(), step, attempt, waitId, kind: 'turn' }], { opened })
    return
  }
  try {
    await work()
  } finally {
    if (line === 'in') await on.line.leave(connectionId, step)
  }
}

function attemptAt(on: Performance, step: string, attempt: number): Attempt {
  const node = on.plan.nodes.get(nodeOf(step))
  if (!node) throw new Error(`The plan has no node for step ${step}`)
  return { on, node, step, attempt, logs: [] }
}

function unlessInputFails({ on, step, attempt }: Attempt, work: () => NowOrLater<unknown>): NowOrLater<unknown> {
  return caught(work, (error) => {
    if (!(error instanceof InputError)) throw error
    on.journal.append([{ type: 'step.failed', at: on.clock.now(), step, attempt, error: error.error }])
    return undefined
  })
}

function conclusion(trying: Attempt, action: Action, effect: Effect, input: JsonObject, work: Work): NowOrLater<unknown> {
  return caught(
    () => after(withHands(trying, input, work), (result) => waitOrGoOn(trying, action, input, result)),
    (error) => fail(trying, action, effect, error),
  )
}

/** A step that asks for a wait that its test does not wait for goes on at once. */
function waitOrGoOn(trying: Attempt, action: Action, input: JsonObject, result: Json | Outcome): NowOrLater<unknown> {
  const instead = isOutcome(result) && result.kind === 'wait' ? insteadOfWaiting(trying.on, action, result) : null
  if (!instead) return conclude(trying, result)
  const hurried = { ...trying, standIn: instead.standIn }
  if ('example' in instead) return conclude(hurried, exampleOf(action, trying.node))
  const { resume } = action
  if (!resume) return conclude(hurried, instead.result)
  return conclusion(hurried, action, 'none', input, (context) => resume(context, instead.result))
}

/** Stays the same over runs that go on from one another, until the step is done. */
function keyOf({ run, journal }: Performance, step: string): string {
  return journal.state.keys.get(step) ?? idempotencyKey(run.id, step)
}

function actionOf(node: PlanNode): Action {
  const definition = definitionFor(node)
  if (definition.kind === 'action') return definition
  throw new InputError({ code: 'not_an_action', message: 'This kind of step can only start a flow.', hint: 'Remove the line into it.' })
}

async function announce({ on, step, attempt }: Attempt, effect: Exclude<Effect, 'none'>): Promise<void> {
  const key = keyOf(on, step)
  const announced = on.journal.append([{ type: 'effect.announced', at: on.clock.now(), step, attempt, key, effect }])
  if (effect === 'read') return
  await announced
  if (!on.holds() && !(await on.owns())) throw new FenceLost(on.run.id)
}

type Work = (context: RunContext<JsonObject>) => Promise<Json | Outcome> | Json | Outcome

function withHands(trying: Attempt, input: JsonObject, work: Work): NowOrLater<Json | Outcome> {
  const { on, node, step } = trying
  const act = () => inTime(trying, input, work)
  return on.instead ? on.instead({ node, step, input }, act) : act()
}

function inTime(trying: Attempt, input: JsonObject, work: Work): NowOrLater<Json | Outcome> {
  const { on, node } = trying
  return within(node.node.timeoutMs ?? STEP_TIMEOUT_MS, on.signal, (limit) => {
    const { connectionId, type } = node.node
    if (connectionId !== undefined)
      return on.withAccount(connectionId, (account) => work(new Context(trying, input, limit, fitting(node, account))))
    if (manifest.nodes[type]?.account === 'needed') throw missing()
    return work(new Context(trying, input, limit, null))
  })
}

/** What a node is given. Hands, signal and key are made when they are asked for: most steps only compute. */
class Context implements RunContext<JsonObject> {
  readonly input: JsonObject
  readonly connection: RunContext<JsonObject>['connection']
  readonly attempt: number
  readonly #trying: Attempt
  readonly #limit: Limit
  readonly #account: Account | null

  constructor(trying: Attempt, input: JsonObject, limit: Limit, account: Account | null) {
    this.input = input
    this.connection = account?.connection ?? null
    this.attempt = trying.attempt
    this.#trying = trying
    this.#limit = limit
    this.#account = account
  }

  get use(): Capabilities {
    const { on, step, attempt, logs } = this.#trying
    const log = (line: string) => logs.push(line)
    return on.hands({ step, attempt, account: this.#account, signal: this.signal, reply: (given) => answer(on, given), log })
  }

  get signal(): AbortSignal {
    return this.#limit.signal
  }

  get idempotencyKey(): string {
    return keyOf(this.#trying.on, this.#trying.step)
  }
}

function fitting({ node }: PlanNode, account: Account): Account {
  if (manifest.nodes[node.type]?.accountAt === account.connector) return account
  throw new NodeError('account_kind', `“${account.connection.name}” is an account of another app.`, {
    retry: false,
    hint: 'Choose another account.',
  })
}

function missing(): NodeError {
  return new NodeError('account_missing', 'This step has no account to work with.', { retry: false, hint: 'Choose one in the step.' })
}

/** The first answer counts; somebody hears it if the trigger made the caller wait, now or at the link it was given. */
async function answer({ run, plan, journal, clock, setAside }: Performance, reply: Reply): Promise<Delivery> {
  const called = run.startedBy === 'call'
  const waits = called || (run.startedBy === 'webhook' && plan.nodes.get(run.triggerNodeId)?.node.params.answer !== 'immediately')
  if (!waits) return { delivered: false, note: 'Nobody waits for it: what started this run is answered at once, if at all.' }
  if (run.replied) return { delivered: false, note: 'The caller had been answered already. This answer went nowhere.' }
  run.replied = true
  const body = called ? (await setAside('result', reply.body)).output : reply.body
  await journal.append([], { reply: { ...reply, body } })
  const late = !called && clock.now() - run.startedAt.getTime() > PATIENCE_MS
  return {
    delivered: true,
    note: late ? 'The caller had stopped waiting, and finds it at the link it was given.' : 'The caller was waiting for it.',
  }
}

function conclude(trying: Attempt, result: Json | Outcome): NowOrLater<unknown> {
  const { on, node } = trying
  const outcome = isOutcome(result) ? result : ({ kind: 'output', port: node.mainPort, output: result } as const)
  return after(on.setAside(node.node.key, outcome.output ?? null), (kept) => {
    on.signal.throwIfAborted()
    return outcome.kind === 'output' ? complete(trying, outcome.port, kept) : openWait(trying, outcome, kept.output)
  })
}

function complete({ on, step, attempt, logs, standIn }: Attempt, port: string, { output, text }: Kept): void {
  const more = { ...(standIn ? { standIn } : {}), ...printed(logs) }
  on.journal.complete({ type: 'step.completed', at: on.clock.now(), step, attempt, port, output, ...more }, text)
}

function openWait({ on, step, attempt }: Attempt, outcome: Extract<Outcome, { kind: 'wait' }>, output: Json): Promise<unknown> {
  const at = on.clock.now()
  const waitId = newId()
  const wake = outcome.wakeAt === null ? {} : { wakeAt: outcome.wakeAt.getTime() }
  const request = outcome.for === 'approval' ? { request: outcome.request } : {}
  const opened = [{ id: waitId, step, kind: outcome.for, ...wake, ...request, result: output }]
  return on.journal.append([{ type: 'wait.opened', at, step, attempt, waitId, kind: outcome.for, ...wake }], { opened })
}

function fail({ on, node, step, attempt, logs }: Attempt, action: Action, effect: Effect, error: unknown): void {
  on.signal.throwIfAborted()
  // Not the step's failure: whoever takes the run up again does the step again, or has an unsafe one verified.
  if (error instanceof FenceLost || isDatabaseAway(error)) throw error
  const at = on.clock.now()
  if (effect === 'unsafe' && error instanceof NodeError && error.unsure) {
    const waitId = newId()
    on.journal.append([{ type: 'wait.opened', at, step, attempt, waitId, kind: 'verify' }], {
      opened: [{ id: waitId, step, kind: 'verify' }],
    })
    return
  }
  const delay = retryDelay(error, attempt, node.node.retry ?? action.retry, `${on.run.id}/${step}`)
  const again = delay === null ? {} : { retryAt: at + delay }
  on.journal.append([{ type: 'step.failed', at, step, attempt, error: stepErrorOf(error), ...again, ...printed(logs) }])
}

function printed(logs: string[]): { logs?: string[] } {
  return logs.length > 0 ? { logs } : {}
}
