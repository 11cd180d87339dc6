import { manifest } from '@/connectors/manifest'
import type { Capabilities, Delivery, Reply } from '@/flow/define/capabilities'
import type { Outcome, RunContext } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { PlanNode } from '@/flow/engine/plan'
import type { Json, JsonObject } from '@/flow/json'
import { PATIENCE_MS } from '@/server/services/intake/await-answer'
import type { Account } from '../capabilities/account/account'
import { type Attempt, keyOf } from './attempt'
import { held } from './away'
import { STEP_TIMEOUT_MS } from './limits'
import { caught, type NowOrLater } from './now-or-later'
import type { Performance, StepHands } from './perform'
import { type Limit, within } from './within'

export type Work<Result> = (context: RunContext<JsonObject>) => NowOrLater<Result>

/** Does a node's work, or what stands for it. */
export function withHands(trying: Attempt, input: JsonObject, work: Work<Json | Outcome>): NowOrLater<Json | Outcome> {
  const { on, node, step, outside } = trying
  const ms = node.node.timeoutMs ?? STEP_TIMEOUT_MS
  const act = () =>
    caught(
      () => inTime(trying, input, ms, work),
      (error) => {
        throw outside.away ?? error
      },
    )
  return on.instead ? on.instead({ node, step, input }, act) : act()
}

export function inTime<Result>(trying: Attempt, input: JsonObject, ms: number, work: Work<Result>): NowOrLater<Result> {
  const { on, node } = trying
  return within(ms, on.signal, (limit) => {
    const { connectionId, type } = node.node
    if (connectionId !== undefined)
      return on.withAccount(connectionId, on.signal, (account) => work(new Context(trying, input, limit, fitting(node, account))))
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
    return handsFor(this.#trying, this.signal, this.#account)
  }

  get signal(): AbortSignal {
    return this.#limit.signal
  }

  get idempotencyKey(): string {
    return keyOf(this.#trying.on, this.#trying.step)
  }
}

export function handsFor(trying: Attempt, signal: AbortSignal, account: Account | null): Capabilities {
  const { on, step, attempt, logs, outside } = trying
  const log = (line: string) => logs.push(line)
  const leaving = () => {
    outside.left = true
  }
  const keeping: StepHands['keeping'] = (keep) => held(trying, signal, keep)
  const inheritedKey = on.journal.state.keys.get(step)
  return on.hands({ step, attempt, inheritedKey, account, signal, reply: (given) => answer(on, given), log, leaving, keeping })
}

function fitting({ node }: PlanNode, account: Account): Account {
  if (manifest.nodes[node.type]?.accountAt === account.connector) return account
  throw new NodeError('account_kind', `“${account.connection.name}” is an account of another app.`, {
    retry: false,
    hint: 'Choose another account.',
  })
}

function missing(): NodeError {
  return new NodeError('account_missing', 'This step has no account to work with.', {
    retry: false,
    hint: 'Choose one in the step and publish, then retry from this step on the new version.',
  })
}

/** The first answer counts; somebody hears it if the trigger made the caller wait, now or at the link it was given. */
async function answer({ run, plan, journal, clock, setAside }: Performance, reply: Reply): Promise<Delivery> {
  const called = run.startedBy === 'call'
  const waits = called || (run.startedBy === 'webhook' && plan.nodes.get(run.triggerNodeId)?.node.params.answer !== 'immediately')
  if (!waits) return { delivered: false, note: 'Nobody waits for it: what started this run is answered at once, if at all.' }
  const body = called && !run.replied ? (await setAside('result', reply.body)).output : reply.body
  if (run.replied) return { delivered: false, note: 'The caller had been answered already. This answer went nowhere.' }
  run.replied = true
  await journal.append([], { reply: { ...reply, body } })
  const late = !called && clock.now() - run.startedAt.getTime() > PATIENCE_MS
  return {
    delivered: true,
    note: late ? 'The caller had stopped waiting, and finds it at the link it was given.' : 'The caller was waiting for it.',
  }
}
