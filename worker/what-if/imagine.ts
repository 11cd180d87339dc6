import type { ApprovalRequest } from '@/flow/define/approval'
import type { Capabilities, Reply } from '@/flow/define/capabilities'
import { type Outcome, toPort, waitUntil } from '@/flow/define/define'
import type { Command } from '@/flow/engine/command'
import { decide } from '@/flow/engine/decide'
import type { RunEvent } from '@/flow/engine/events'
import { TRY } from '@/flow/engine/parts'
import type { Plan, PlanNode } from '@/flow/engine/plan'
import type { RunState } from '@/flow/engine/state'
import { isTerminal } from '@/flow/engine/status'
import { frameIn, frameOf, nodeOf } from '@/flow/engine/step'
import type { Json, JsonObject } from '@/flow/json'
import { isSame } from '@/flow/what-if/json-diff'
import { LARGE_VALUE_TYPE, LARGEST_INLINE } from '@/server/blobs/large-value'
import { newId } from '@/server/db/id'
import { currentVariables } from '@/server/services/variables/current'
import { RecordedCalls } from '../capabilities/replay/recorded-calls'
import { replayFiles } from '../capabilities/replay/replay-files'
import { type Readers, replayHands } from '../capabilities/replay/replay-hands'
import { AsThen, Untold } from '../capabilities/replay/untold'
import type { Append, Growing } from '../engine/append'
import type { ClaimedRun } from '../engine/claim'
import { Journal } from '../engine/journal'
import { type Kept, type LargeValues, readBack } from '../engine/large-values'
import { type Performance, perform, type Work } from '../engine/perform'
import type { PublishedFlow } from '../engine/published-flow'
import { aboutRun, InputError, resolveInput } from '../engine/resolve-input'
import { Turns } from '../engine/turns'
import { accountWithoutKeys } from './account-without-keys'
import { NEVER, outcomeOf, type Phase } from './phases'
import { NoRecord, type RecordedRun } from './recorded-run'
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
  readonly #then: Performance
  readonly #inputsThen = new Map<string, Promise<Json>>()
  /** What a wait that nobody ends comes to. */
  readonly #otherwise = new Map<string, Json>()
  /** Waits of each step that are over. */
  readonly #waited = new Map<string, number>()
  readonly #turns = new Turns()
  #now: number

  constructor(recorded: RecordedRun, flow: PublishedFlow, readers: Readers, signal: AbortSignal) {
    const { row, calls, events } = recorded
    const { workspaceId } = row
    const files = replayFiles(workspaceId, [...events, ...recorded.requests.values()])
    const run = claimedRun(row)
    const imagined = new Map<string, Json>()
    const largeValues: LargeValues = {
      get: (fileId) => imagined.get(fileId),
      keep: (ref, value) => imagined.set(ref.$file.id, value),
    }
    this.#recorded = recorded
    this.#now = row.startedAt.getTime()
    this.plan = planFor(recorded, flow)
    this.unknown = new UnknownSteps(this.plan)
    this.calls = new RecordedCalls({ workspaceId, runId: row.id }, calls)
    this.#journal = new Journal(this.plan, run, { events: events.slice(0, 1), bytes: 0 }, (growing) => this.#take(growing))
    const shared = {
      run,
      turns: this.#turns,
      line: NO_LINE,
      clock: { now: () => this.#now },
      signal,
      holds: () => true,
      owns: () => Promise.resolve(true),
      withAccount: async <T>(connectionId: string, use: (account: Awaited<ReturnType<typeof accountWithoutKeys>>) => Promise<T> | T) =>
        use(await accountWithoutKeys(workspaceId, connectionId)),
      setAside: (key: string, output: Json) => setAsideIn(files, key, output, largeValues),
      largeValues,
    }
    const hands: Performance['hands'] = ({ step, account, signal: ofStep, reply, log }) => {
      const place = { workspaceId, runId: row.id, step, account, signal: ofStep, reply, log }
      const wasThere = recorded.steps.has(step)
      const asThen = this.#asThen.has(step)
      return replayHands({ ...place, at: this.#at(step), asThen, wasThere, calls: this.calls, files, readers })
    }
    this.#on = {
      ...shared,
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
    this.#then = { ...shared, flow: recorded.flow, about: aboutRun(run, recorded.flow), plan: recorded.plan, journal: closed, hands }
  }

  get state(): RunState {
    return this.#journal.state
  }

  async run(): Promise<void> {
    const startedAt = performance.now()
    await this.#pinVariables()
    while (!isTerminal(this.state.status)) {
      // As a live run: whatever else the worker has to do comes in between.
      if (this.#turns.isOver) await this.#turns.next()
      this.#on.signal.throwIfAborted()
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

  inputThen(step: string): Promise<Json> {
    const known = this.#inputsThen.get(step) ?? this.#resolveThen(step)
    this.#inputsThen.set(step, known)
    return known
  }

  /** Steps that get what they got. */
  readonly #asThen = new Set<string>()

  async #perform(command: Command): Promise<void> {
    if (command.type === 'retry.sleep') this.#now = Math.max(this.#now, command.until)
    const unknown = this.#unknownIn(command)
    if (unknown) this.#pass(command, unknown)
    else await perform(this.#on, command)
  }

  /** What a command would resolve, and why it can't be known. */
  #unknownIn(command: Command): string | null {
    if (!('step' in command)) return null
    const { step } = command
    const { collect = null, until = null, result = null, ...settings } = this.#params(step)
    switch (command.type) {
      case 'step.run':
      case 'step.resume':
        return this.unknown.reasonFor(frameOf(step), this.#params(step))
      case 'loop.open':
        return this.unknown.reasonFor(frameOf(step), settings)
      case 'loop.collect':
        return this.unknown.reasonFor(frameIn(step, command.index), [collect, until])
      case 'loop.sweep':
        return this.unknown.reasonFor(frameIn(step, command.index), [collect, ...this.#inside(step)])
      case 'scope.leave':
        return this.unknown.reasonFor(frameIn(step, TRY), result)
      default:
        return null
    }
  }

  /** Goes on without what nobody knows. */
  #pass(command: Command, reason: string): void {
    const at = this.#now
    if (!('step' in command) || command.type === 'run.fail') return
    const { step } = command
    switch (command.type) {
      case 'loop.collect':
        this.unknown.add(step, reason)
        this.#journal.append([{ type: 'loop.collected', at, step, index: command.index, output: null }])
        break
      case 'loop.sweep': {
        this.unknown.add(step, reason)
        const outputs = (this.state.loops.get(step)?.items.slice(command.index) ?? []).map(() => null)
        this.#journal.append([{ type: 'loop.swept', at, step, index: command.index, outputs, passed: {} }])
        break
      }
      case 'scope.leave':
        this.unknown.add(step, reason)
        this.#journal.append([{ type: 'scope.tried', at, step, output: null }])
        break
      default:
        this.#journal.append([{ type: 'step.started', at, step, attempt: 1 }])
        this.#journal.append([this.#untold(step, 1, reason)])
    }
  }

  #inside(step: string): JsonObject[] {
    return (this.plan.nodes.get(nodeOf(step))?.bodies ?? []).flatMap(({ nodes }) => nodes.map(({ node }) => node.params))
  }

  #params(step: string): JsonObject {
    return this.plan.nodes.get(nodeOf(step))?.node.params ?? {}
  }

  /** Nobody can know what it gives: what does not depend on it goes on. */
  #untold(step: string, attempt: number, reason: string): RunEvent {
    this.unknown.add(step, reason)
    const at = this.#now
    const port = this.plan.nodes.get(nodeOf(step))?.mainPort ?? ''
    if (this.unknown.leadsOneWay(step)) return { type: 'step.completed', at, step, attempt, port, output: null }
    return { type: 'wait.opened', at, step, attempt, waitId: newId(), kind: 'timer' }
  }

  async #instead({ node, step, input }: { node: PlanNode; step: string; input: JsonObject }, work: Work): Promise<Json | Outcome> {
    this.inputs.set(step, input)
    if (await this.#getsWhatItGot(node, step, input)) this.#asThen.add(step)
    else this.#asThen.delete(step)
    try {
      return await work()
    } catch (error) {
      try {
        if (error instanceof AsThen) return this.#outcomeThen(step)
        throw error
      } catch (reason) {
        if (!(reason instanceof Untold)) throw reason
        this.unknown.add(step, reason.message)
        return this.unknown.leadsOneWay(step) ? toPort(node.mainPort, null) : waitUntil(NEVER, null)
      }
    }
  }

  async #getsWhatItGot({ node }: PlanNode, step: string, input: JsonObject): Promise<boolean> {
    const then = this.#recorded.plan.nodes.get(nodeOf(step))?.node
    const { type, typeVersion, connectionId } = node
    if (!then || !this.#recorded.steps.has(step)) return false
    if (then.type !== type || then.typeVersion !== typeVersion || then.connectionId !== connectionId) return false
    return isSame(await this.inputThen(step), input)
  }

  #phaseThen(step: string): Phase | undefined {
    return this.#recorded.steps.get(step)?.phases[this.#waited.get(step) ?? 0]
  }

  #outcomeThen(step: string): Outcome {
    this.calls.countAll(step)
    return outcomeOf(this.#phaseThen(step), this.#recorded.requests)
  }

  /** Ends what can be ended; false: nothing. A wait that was ended then ends the same way, and time passes at once. */
  #endWaits(): boolean {
    let some = false
    for (const [step, { waitId, kind, wakeAt }] of [...this.state.waits]) {
      if (this.unknown.reasons.has(step)) continue
      const phase = this.#phaseThen(step)
      const then = phase?.kind === 'wait' && phase.for === kind ? phase.result : null
      const result = kind === 'timer' && wakeAt !== null ? (this.#otherwise.get(waitId) ?? null) : then?.value
      if (result === undefined) {
        if (phase?.kind !== 'wait')
          this.unknown.add(step, kind === 'approval' ? 'Nobody was asked this then.' : 'Nobody waited for this then.')
        continue
      }
      this.#now = Math.max(this.#now, then?.at ?? wakeAt ?? 0)
      this.#journal.append([{ type: 'wait.closed', at: this.#now, step, waitId, result }])
      this.#waited.set(step, (this.#waited.get(step) ?? 0) + 1)
      some = true
    }
    return some
  }

  /** The time as the step had it, so that what it reckons from it comes out the same. */
  #at(step: string): Date {
    const record = this.#recorded.steps.get(step)
    const waited = this.#waited.get(step) ?? 0
    const before = waited > 0 ? record?.phases[waited - 1] : undefined
    const at = before?.kind === 'wait' ? before.result?.at : record?.startedAt
    this.#now = Math.max(this.#now, at ?? 0)
    return new Date(at ?? this.#now)
  }

  async #resolveThen(step: string): Promise<Json> {
    const node = this.#recorded.plan.nodes.get(nodeOf(step))
    if (node?.kind !== 'action') return null
    try {
      return await resolveInput(this.#then, node, step)
    } catch (error) {
      if (error instanceof InputError) return null
      throw error
    }
  }

  /** A value as the expressions of the run see it. */
  whole(value: Json): Promise<Json> {
    return readBack(this.#recorded.row.workspaceId, value, this.#on.largeValues)
  }

  /** As the flusher of a live run, and all that is left of it: what grows is taken as soon as nobody adds to it. */
  async #take(growing: Growing) {
    await undefined
    const { events, opened, reply, status }: Append = growing.take()
    for (const text of events) {
      const event: RunEvent = JSON.parse(text)
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

/** The whole of it; a test that stopped at a step stops there again. */
function planFor({ row }: RecordedRun, flow: PublishedFlow): Plan {
  const { untilNodeId, triggerNodeId } = row
  const plan = flow.planUntil(untilNodeId !== null && flow.graph.nodes.some(({ id }) => id === untilNodeId) ? untilNodeId : null)
  if (plan.nodes.get(triggerNodeId)?.kind === 'trigger') return plan
  throw new NoRecord('The start of this run is not in the draft any more.')
}

/** The same value as then is the same file; another stays in memory. */
async function setAsideIn(files: Capabilities['files'], key: string, output: Json, known: LargeValues): Promise<Kept> {
  const text = JSON.stringify(output)
  if (text.length <= LARGEST_INLINE) return { output, text }
  const ref = await files.write({ name: `${key}.json`, contentType: LARGE_VALUE_TYPE, bytes: Buffer.from(text) })
  known.keep(ref, output)
  return { output: ref, text: JSON.stringify(ref) }
}

/** Nothing outside is touched, so nobody has to wait for a turn. */
const NO_LINE: Performance['line'] = { enter: async () => 'free', leave: async () => {} }

function claimedRun({
  id,
  workspaceId,
  flowId,
  versionId,
  mode,
  effectsBlocked,
  startedBy,
  triggerNodeId,
  input,
  startedAt,
}: RecordedRun['row']): ClaimedRun {
  const place = {
    id,
    workspaceId,
    flowId,
    versionId,
    mode,
    effectsBlocked,
    triggerNodeId,
    input,
    startedAt,
    untilNodeId: null,
    continuesRunId: null,
    fromStep: null,
  }
  return { ...place, startedBy: startedBy.kind, epoch: 0, losses: 0, nextSeq: 1, replied: false, cancelled: false }
}
