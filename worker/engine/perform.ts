import type { Capabilities, Delivery, Reply } from '@/flow/define/capabilities'
import type { Outcome } from '@/flow/define/define'
import type { Command } from '@/flow/engine/command'
import type { RunError, StepError } from '@/flow/engine/events'
import type { Plan, PlanNode } from '@/flow/engine/plan'
import type { RunStatus } from '@/flow/engine/status'
import { nodeOf } from '@/flow/engine/step'
import { stepItWasAt } from '@/flow/engine/step-it-was-at'
import type { Scope } from '@/flow/expressions/scope'
import type { Json, JsonObject } from '@/flow/json'
import { cancelReason } from '@/server/services/runs/why-cancelled'
import type { Account } from '../capabilities/account/account'
import type { AccountLine } from './account-line'
import type { ClaimedRun } from './claim'
import type { DbClock } from './db-clock'
import { stepErrorOf } from './failure'
import type { HeavyWork } from './heavy/heavy-work'
import type { Journal } from './journal'
import type { Kept, LargeValues } from './large-values'
import type { NowOrLater } from './now-or-later'
import { closeLoop, collectIteration, openLoop, sweepLoop } from './perform-loop'
import { closeScope, leaveScope, turnScope } from './perform-scope'
import { resumeStep, runStep } from './perform-step'
import type { PublishedFlow } from './published-flow'
import { givePinned, pinnedAt } from './rehearse'
import type { Turns } from './turns'
import { verifyStep } from './verify-step'

/** What a command is performed with: one run, in the hands of one worker. */
export type Performance = {
  run: ClaimedRun
  flow: PublishedFlow
  plan: Plan
  /** What expressions see as `run`. */
  about: Scope['run']
  journal: Journal
  clock: Pick<DbClock, 'now'>
  turns: Turns
  line: AccountLine
  signal: AbortSignal
  /** False: the lease is too old to touch the outside world. */
  holds(): boolean
  /** Asks the database, for when the lease is old: it may have been away, and nobody else has the run. */
  owns(): Promise<boolean>
  hands(step: StepHands): Capabilities
  /** Opens an account of the workspace for as long as `use` takes. */
  withAccount<T>(connectionId: string, signal: AbortSignal, use: (account: Account) => Promise<T> | T): Promise<T>
  /** Too large an output leaves memory, and a reference travels in its place. */
  setAside(key: string, output: Json): NowOrLater<Kept>
  /** Set: says what a step comes to in place of the work itself, or does the work (worker/what-if). */
  instead?(asked: { node: PlanNode; step: string; input: JsonObject }, work: Work): NowOrLater<Json | Outcome>
  /** Where steps with heavy data are done; left out, they are done on the spot. */
  heavy?: HeavyWork
  /** Read back already, by file. */
  largeValues: LargeValues
}

export type Work = () => NowOrLater<Json | Outcome>

export type StepHands = {
  step: string
  attempt: number
  /** What the run that this one goes on from gave an effect of this step, unless it finished there. */
  inheritedKey: string | undefined
  account: Account | null
  signal: AbortSignal
  reply(reply: Reply): Promise<Delivery>
  log(line: string): void
  /** Told before anything is sent that may have an effect outside. */
  leaving(): void
  /** Gets at its files, and does not give up where that would have the step done twice. */
  keeping<T>(keep: () => Promise<T>): Promise<T> | T
}

/** Does what the engine decided, on the spot where nothing has to be waited for; what it did stands in the journal. */
export function perform(on: Performance, command: Command): NowOrLater<unknown> {
  const { journal } = on
  const pinned = pinnedAt(on, command)
  if (pinned) return givePinned(on, pinned)
  switch (command.type) {
    case 'step.run':
    case 'retry.sleep':
      return runStep(on, command.step, command.attempt)
    case 'step.resume':
      return resumeStep(on, command.step, command.attempt, command.result)
    case 'step.verify':
      return verifyStep(on, command.step, command.attempt)
    case 'step.skip':
      journal.append([{ type: 'step.skipped', at: on.clock.now(), step: command.step, reason: command.reason }])
      return
    case 'loop.open':
      return openLoop(on, command)
    case 'loop.collect':
      return collectIteration(on, command)
    case 'loop.sweep':
      return sweepLoop(on, command)
    case 'loop.close':
      return closeLoop(on, command)
    case 'scope.open':
      journal.append([{ type: 'scope.opened', at: on.clock.now(), step: command.step, attempt: command.attempt }])
      return
    case 'scope.leave':
      return leaveScope(on, command)
    case 'scope.turn':
      return turnScope(on, command)
    case 'scope.close':
      return closeScope(on, command)
    case 'container.fail':
      journal.append([{ type: 'step.failed', at: on.clock.now(), step: command.step, attempt: command.attempt, error: command.error }])
      return
    case 'run.cancel':
      return endAsCancelled(on)
    case 'run.succeed':
      return journal.append([{ type: 'run.succeeded', at: on.clock.now() }], { status: 'succeeded' })
    case 'run.fail':
    case 'run.stall': {
      const step = command.type === 'run.fail' ? { step: command.step } : {}
      return journal.append([{ type: 'run.failed', at: on.clock.now(), ...step, error: command.error }], {
        status: 'failed',
        error: namedAt(on.plan, step.step, command.error),
      })
    }
  }
}

export function endAsCancelled({ journal, clock, run }: Performance, inTime = true): Promise<RunStatus> {
  const why = cancelReason(run.cancelledBy, run.startedBy)
  const reason = inTime ? why : `${why} Tidying up took too long.`
  return journal.append([{ type: 'run.cancelled', at: clock.now(), reason }], { status: 'cancelled' })
}

/** Ends the run as failed for a reason that is no step's. Where it was at one step only, that one is told to people all the same. */
export function failRun({ journal, plan, clock }: Pick<Performance, 'journal' | 'plan' | 'clock'>, reason: unknown): Promise<RunStatus> {
  const error = stepErrorOf(reason)
  return journal.append([{ type: 'run.failed', at: clock.now(), error }], {
    status: 'failed',
    error: namedAt(plan, stepItWasAt(journal.state), error),
  })
}

function namedAt({ nodes }: Plan, step: string | undefined, error: StepError): RunError {
  const node = step === undefined ? undefined : nodes.get(nodeOf(step))?.node
  return node ? { ...error, stepName: node.label || node.key } : error
}
