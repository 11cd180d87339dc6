import type { ApprovalRequest } from '@/flow/define/approval'
import type { Reply } from '@/flow/define/capabilities'
import { type Outcome, toPort, waitUntil } from '@/flow/define/define'
import type { Command } from '@/flow/engine/command'
import { decide } from '@/flow/engine/decide'
import type { RunEvent } from '@/flow/engine/events'
import { eventsOf } from '@/flow/engine/journal-entry'
import type { Plan, PlanNode } from '@/flow/engine/plan'
import type { RunState } from '@/flow/engine/state'
import { isTerminal } from '@/flow/engine/status'
import { nodeOf } from '@/flow/engine/step'
import type { Json, JsonObject } from '@/flow/json'
import { currentVariables } from '@/server/services/variables/current'
import { RecordedCalls } from '../capabilities/replay/recorded-calls'
import { type Readers, replayHands } from '../capabilities/replay/replay-hands'
import { AsThen, Untold } from '../capabilities/replay/untold'
import type { Append, Growing } from '../engine/append'
import { Journal } from '../engine/journal'
import { readBack } from '../engine/large-values'
import { type Performance, perform, type Work } from '../engine/perform'
import type { PublishedFlow } from '../engine/published-flow'
import { aboutRun } from '../engine/resolve-input'
import { Turns } from '../engine/turns'
import { imaginedWorld, planFor } from './imagined-world'
import { passingOver, unknownIn } from './pass-unknown'
import { NEVER } from './phases'
import { NoRecord, type RecordedRun } from './recorded-run'
import { Then } from './then'
import { UnknownSteps } from './unknown-steps'

/** A run that is larger than this, or takes longer, is not tried to its end. */
const MOST_STEPS = 20_000
const LONGEST_MS = 30_000
const AT_ONCE = 32

export type ImaginedRun = {
  plan: Plan
  state: RunState
  /** Steps in the order in which they began. */
  order: string[]
  inputs: Map<string, JsonObject>
  inputThen(step: string): Promise<Json>
  unknown: UnknownSteps
  calls: RecordedCalls
  /** What people would be asked, by step. */
  asked: { step: string; request: ApprovalRequest }[]
  reply: Reply | null
  /** What was set aside, read back. */
  whole(value: Json): Promise<Json>
}

/**
 * Runs a flow on a recorded run, in memory alone: the engine and the nodes are those of live runs, their journal is not written, and
 * their hands hold nothing but the record. A step that gets what it got then gives what it gave; waits are over as they were then.
 * @throws NoRecord
 */
export async function imagineRun(recorded: RecordedRun, flow: PublishedFlow, readers: Readers, signal: AbortSignal): Promise<ImaginedRun> {
  const imagining = new Imagining(recorded, flow, readers, signal)
  await imagining.run()
  return imagining
}

class Imagining implements ImaginedRun {
  readonly plan: Plan
  readonly order: string[] = []
  readonly inputs = new Map<string, JsonObject>()
  readonly unknown: UnknownSteps
  readonly calls: RecordedCalls
  readonly asked: ImaginedRun['asked'] = []
  reply: Reply | null = null
  readonly #recorded: RecordedRun
  readonly #journal: Journal
  readonly #on: Performance
  readonly #then: Then
  /** Steps that get what they got. */
  readonly #asThen = new Set<string>()
  /** What a wait that nobody ends comes to. */
  readonly #otherwise = new Map<string, Json>()
  #now: number

  constructor(recorded: RecordedRun, flow: PublishedFlow, readers: Readers, signal: AbortSignal) {
    const { row, calls, events } = recorded
    const { workspaceId } = row
    this.#recorded = recorded
    this.#now = row.startedAt.getTime()
    this.plan = planFor(recorded, flow)
    this.unknown = new UnknownSteps(this.plan)
    this.calls = new RecordedCalls({ workspaceId, runId: row.id }, calls)
    const { files, ...world } = imaginedWorld(recorded, new Turns(), () => this.#now, signal)
    const { run } = world
    this.#journal = new Journal(this.plan, run, { events: events.slice(0, 1), bytes: 0 }, (growing) => this.#take(growing))
    const hands: Performance['hands'] = ({ step, account, signal: ofStep, reply, log }) => {
      const place = { workspaceId, runId: row.id, step, account, signal: ofStep, reply, log }
      const node = this.plan.nodes.get(nodeOf(step))
      const wasThere = node !== undefined && this.#then.did(node, step)
      const asThen = this.#asThen.has(step)
      return replayHands({
        ...place,
        at: this.#at(step),
        timeZone: flow.graph.settings.timeZone,
        asThen,
        wasThere,
        calls: this.calls,
        files,
        readers,
      })
    }
    this.#on = {
      ...world,
      flow,
      about: aboutRun(run, flow),
      plan: this.plan,
      journal: this.#journal,
      hands,
      instead: (asked, work) => this.#instead(asked, work),
    }
    const closed = new Journal(recorded.plan, run, { events, bytes: 0 }, () =>
      Promise.reject(new Error('What is recorded is not written again')),
    )
    const { flow: flowThen, plan } = recorded
    this.#then = new Then(recorded, { ...world, flow: flowThen, about: aboutRun(run, flowThen), plan, journal: closed, hands })
  }

  get state(): RunState {
    return this.#journal.state
  }

  inputThen(step: string): Promise<Json> {
    return this.#then.input(step)
  }

  async run(): Promise<void> {
    const startedAt = performance.now()
    const { turns, signal } = this.#on
    await this.#pinVariables()
    while (!isTerminal(this.state.status)) {
      // As a live run: whatever else the worker has to do comes in between.
      if (turns.isOver) await turns.next()
      signal.throwIfAborted()
      if (this.state.steps.size > MOST_STEPS) throw new NoRecord('The draft does more in this run than can be tried.')
      if (performance.now() - startedAt > LONGEST_MS) throw new NoRecord('The draft takes longer in this run than can be tried.')
      const commands = decide(this.plan, this.state, undefined, AT_ONCE)
      if (commands.length === 0 && !this.#endWaits()) return
      await Promise.all(commands.map((command) => this.#perform(command)))
      if (this.#journal.broken !== undefined) throw this.#journal.broken
    }
  }

  /** Those of then; what only the draft reads has its value of today. */
  async #pinVariables(): Promise<void> {
    const { flow } = this.#on
    if (flow.variables === null) return
    const vars = { ...(await currentVariables(this.#recorded.row.workspaceId)), ...this.#recorded.state.vars }
    this.#journal.append([{ type: 'run.pinned', at: this.#now, vars }])
  }

  async #perform(command: Command): Promise<void> {
    if (command.type === 'retry.sleep') this.#now = Math.max(this.#now, command.until)
    const reason = unknownIn(this.plan, this.unknown, command)
    if (reason === null) await perform(this.#on, command)
    else this.#journal.append(passingOver(this.plan, this.state, this.unknown, command, reason, this.#now))
  }

  async #instead({ node, step, input }: { node: PlanNode; step: string; input: JsonObject }, work: Work): Promise<Json | Outcome> {
    this.inputs.set(step, input)
    if (await this.#then.gotTheSame(node, step, input)) this.#asThen.add(step)
    else this.#asThen.delete(step)
    try {
      return await work()
    } catch (error) {
      try {
        if (!(error instanceof AsThen)) throw error
        this.calls.countAll(step)
        return this.#then.outcome(step)
      } catch (reason) {
        if (!(reason instanceof Untold)) throw reason
        this.unknown.add(step, reason.message)
        return this.unknown.leadsOneWay(step) ? toPort(node.mainPort, null) : waitUntil(NEVER, null)
      }
    }
  }

  /** Ends what can be ended; false: nothing. A wait that was ended then ends the same way, and time passes at once. */
  #endWaits(): boolean {
    let some = false
    for (const [step, { waitId, kind, wakeAt }] of [...this.state.waits]) {
      if (this.unknown.reasons.has(step)) continue
      const phase = this.#then.phase(step)
      const then = phase?.kind === 'wait' && phase.for === kind ? phase.result : null
      const result = kind === 'timer' && wakeAt !== null ? (this.#otherwise.get(waitId) ?? null) : then?.value
      if (result === undefined) {
        if (phase?.kind !== 'wait')
          this.unknown.add(step, kind === 'approval' ? 'Nobody was asked this then.' : 'Nobody waited for this then.')
        continue
      }
      this.#now = Math.max(this.#now, then?.at ?? wakeAt ?? 0)
      this.#journal.append([{ type: 'wait.closed', at: this.#now, step, waitId, result }])
      this.#then.endWait(step)
      some = true
    }
    return some
  }

  /** The time as the step had it, so that what it reckons from it comes out the same. */
  #at(step: string): Date {
    const at = this.#then.at(step)
    this.#now = Math.max(this.#now, at ?? 0)
    return new Date(at ?? this.#now)
  }

  /** A value as the expressions of the run see it. */
  whole(value: Json): Promise<Json> {
    return readBack(this.#recorded.row.workspaceId, value, this.#on.largeValues)
  }

  /** As the flusher of a live run, and all that is left of it: what grows is taken as soon as nobody adds to it. */
  async #take(growing: Growing) {
    await undefined
    const { entries, opened, reply, status }: Append = growing.take()
    for (const event of eventsOf(entries.map((text) => JSON.parse(text)))) {
      if (BEGINNINGS.has(event.type) && 'step' in event && event.step !== undefined) this.order.push(event.step)
    }
    for (const { id, step, request, result } of opened) {
      if (request) this.asked.push({ step, request })
      if (result !== undefined) this.#otherwise.set(id, result)
    }
    this.reply ??= reply ?? null
    return status ?? 'running'
  }
}

const BEGINNINGS: ReadonlySet<RunEvent['type']> = new Set(['step.started', 'loop.opened', 'scope.opened'])
