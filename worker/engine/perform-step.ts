import { manifest } from '@/connectors/manifest'
import type { Reply } from '@/flow/define/capabilities'
import { type Action, type Effect, isOutcome, type Outcome, type RunContext } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { PlanNode } from '@/flow/engine/plan'
import { nodeOf } from '@/flow/engine/step'
import type { Json, JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import type { Account } from '../capabilities/account/account'
import { retryDelay, stepErrorOf } from './failure'
import { FenceLost } from './flusher'
import { idempotencyKey } from './idempotency-key'
import { STEP_TIMEOUT_MS } from './limits'
import type { Performance } from './perform'
import { definitionFor, InputError, resolveInput } from './resolve-input'
import { within } from './within'

type Attempt = { on: Performance; node: PlanNode; step: string; attempt: number }

/**
 * One attempt of one step. What changes the outside world is announced durably before it is touched, and only while the
 * lease holds; its key is the same for every attempt, so whoever receives it twice can tell.
 */
export async function runStep(on: Performance, step: string, attempt: number): Promise<void> {
  const node = on.plan.nodes.get(nodeOf(step))
  if (!node) throw new Error(`The plan has no node for step ${step}`)
  const trying = { on, node, step, attempt }
  on.journal.append([{ type: 'step.started', at: on.clock.now(), step, attempt }])
  try {
    const action = actionOf(node)
    const input = await resolveInput(on, node, step)
    const effect = typeof action.effect === 'function' ? action.effect(input) : action.effect
    const key = idempotencyKey(on.run.id, step)
    await announce(trying, effect, key)
    try {
      await conclude(trying, await withHands(trying, input, key, (context) => action.run(context)))
    } catch (error) {
      fail(trying, action, effect, error)
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    on.journal.append([{ type: 'step.failed', at: on.clock.now(), step, attempt, error: error.error }])
  }
}

/** The wait that the step asked for is over: the node says what follows, or the result itself is its output. */
export async function resumeStep(on: Performance, step: string, attempt: number, result: Json): Promise<void> {
  const node = on.plan.nodes.get(nodeOf(step))
  if (!node) throw new Error(`The plan has no node for step ${step}`)
  const resuming = { on, node, step, attempt }
  try {
    const action = actionOf(node)
    const { resume } = action
    if (!resume) return await conclude(resuming, result)
    const input = await resolveInput(on, node, step)
    try {
      await conclude(resuming, await withHands(resuming, input, idempotencyKey(on.run.id, step), (context) => resume(context, result)))
    } catch (error) {
      fail(resuming, action, 'none', error)
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    on.journal.append([{ type: 'step.failed', at: on.clock.now(), step, attempt, error: error.error }])
  }
}

function actionOf(node: PlanNode): Action {
  const definition = definitionFor(node)
  if (definition.kind === 'action') return definition
  throw new InputError({ code: 'not_an_action', message: 'This kind of step can only start a flow.', hint: 'Remove the line into it.' })
}

async function announce({ on, step, attempt }: Attempt, effect: Effect, key: string): Promise<void> {
  if (effect === 'none') return
  const announced = on.journal.append([{ type: 'effect.announced', at: on.clock.now(), step, attempt, key, effect }])
  if (effect === 'read') return
  await announced
  if (!on.holds()) throw new FenceLost(on.run.id)
}

type Work = (context: RunContext<JsonObject>) => Promise<Json | Outcome> | Json | Outcome

function withHands(trying: Attempt, input: JsonObject, idempotencyKey: string, work: Work): Promise<Json | Outcome> {
  const { on, node, step } = trying
  const act = () => inTime(trying, input, idempotencyKey, work)
  return on.instead ? on.instead({ node, step, input }, act) : act()
}

function inTime({ on, node, step, attempt }: Attempt, input: JsonObject, idempotencyKey: string, work: Work): Promise<Json | Outcome> {
  return within(node.node.timeoutMs ?? STEP_TIMEOUT_MS, on.signal, (signal) => {
    const reply = (given: Reply) => answer(on, given)
    const perform = (account: Account | null) =>
      work({
        input,
        use: on.hands({ step, attempt, account, signal, reply }),
        connection: account?.connection ?? null,
        idempotencyKey,
        attempt,
        signal,
      })
    const { connectionId, type } = node.node
    if (connectionId !== undefined) return on.withAccount(connectionId, (account) => perform(fitting(node, account)))
    if (manifest.nodes[type]?.account === 'needed') throw missing()
    return perform(null)
  })
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

/** The first answer counts; somebody hears it if the trigger made the caller wait. */
async function answer({ run, plan, journal }: Performance, reply: Reply) {
  const waits = run.startedBy === 'webhook' && plan.nodes.get(run.triggerNodeId)?.node.params.answer !== 'immediately'
  const delivered = waits && !run.replied
  run.replied = true
  await journal.append([], { reply })
  return { delivered }
}

async function conclude({ on, node, step, attempt }: Attempt, result: Json | Outcome): Promise<void> {
  const outcome = isOutcome(result) ? result : ({ kind: 'output', port: node.mainPort, output: result } as const)
  const output = await on.setAside(node.node.key, outcome.output ?? null)
  on.signal.throwIfAborted()
  const at = on.clock.now()
  if (outcome.kind === 'output') {
    on.journal.append([{ type: 'step.completed', at, step, attempt, port: outcome.port, output }])
    return
  }
  const waitId = newId()
  const wake = outcome.wakeAt === null ? {} : { wakeAt: outcome.wakeAt.getTime() }
  const request = outcome.for === 'approval' ? { request: outcome.request } : {}
  const opened = [{ id: waitId, step, kind: outcome.for, ...wake, ...request, result: output }]
  await on.journal.append([{ type: 'wait.opened', at, step, attempt, waitId, kind: outcome.for, ...wake }], { opened })
}

function fail({ on, node, step, attempt }: Attempt, action: Action, effect: Effect, error: unknown): void {
  on.signal.throwIfAborted()
  if (error instanceof FenceLost) throw error
  const at = on.clock.now()
  if (effect === 'unsafe' && error instanceof NodeError && error.unsure) {
    const waitId = newId()
    on.journal.append([{ type: 'wait.opened', at, step, attempt, waitId, kind: 'verify' }], {
      opened: [{ id: waitId, step, kind: 'verify' }],
    })
    return
  }
  const delay = retryDelay(error, attempt, node.node.retry ?? action.retry)
  const again = delay === null ? {} : { retryAt: at + delay }
  on.journal.append([{ type: 'step.failed', at, step, attempt, error: stepErrorOf(error), ...again }])
}
