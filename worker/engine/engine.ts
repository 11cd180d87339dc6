import type { Sql } from 'postgres'
import { NodeError } from '@/flow/define/node-error'
import type { StepError } from '@/flow/engine/events'
import { isAlone } from '@/flow/engine/only-step'
import type { Json } from '@/flow/json'
import { needFiles } from '@/server/blobs/need-files'
import type { Bus } from '@/server/bus/bus'
import { newId } from '@/server/db/id'
import { log } from '@/server/log'
import type { RunRef } from '@/server/queue/doorbell'
import { ring } from '@/server/services/intake/ring'
import { withAccount } from '../accounts/with-account'
import { type Equipment, handsOf } from '../capabilities/hands'
import { accountLine } from './account-line'
import type { Append } from './append'
import type { ClaimedRun } from './claim'
import { Claimant } from './claimant'
import { continuation } from './continue-run'
import { DbClock } from './db-clock'
import { Drive } from './drive'
import { FenceLost, type Flusher, openFlusher } from './flusher'
import { isFromNewer, LOOK_AGAIN_MS } from './from-newer'
import { Heartbeat, isFresh } from './heartbeat'
import type { HeavyWork } from './heavy/heavy-work'
import { Journal } from './journal'
import { RecentValues, setAside } from './large-values'
import { MAX_LOSSES } from './limits'
import { firedWaits, type History, loadHistories, NOTHING } from './load-history'
import { failRun, type Performance } from './perform'
import { pinVariables } from './pin-variables'
import { publishedFlow } from './published-flow'
import type { Pulse } from './pulse/pulse'
import { NO_VERSION, quarantined } from './refusals'
import { aboutRun } from './resolve-input'
import { RunningDigest } from './running-digest'
import { Turns } from './turns'

type Outside = {
  sql: Sql
  bus: Bus
  /** Makes this worker heard of. */
  pulse: Pulse
  equipment: Equipment
  heavy: HeavyWork
  /** Somebody waits until then: the reconciler should look in time. */
  onWait(wakeAt: number): void
  /** Other runs are to hear of the end of this one. */
  onEnd(runId: string): void
  /** It goes on, but these steps of it no longer wait for what they called. */
  onCallsGivenUp(run: RunRef, steps: readonly string[]): void
}

/**
 * Emptied at the end of its run. A map that made room for more leaves its former self behind until the next large collection
 * of garbage, and whatever was in that stays as well: this is all it finds, not all that the run had in memory.
 */
type InHand = { drive: Drive | null }

/** All runs of one worker: what its claimant takes it begins, drives, and lets go of. */
export class Engine {
  readonly id: string
  readonly clock = new DbClock()
  readonly #outside: Outside
  readonly #heartbeat: Heartbeat
  readonly #flush: Flusher
  readonly #claimant: Claimant
  readonly #drives = new Map<string, InHand>()
  readonly #ends = new Set<Promise<void>>()
  /** For others to take, once this worker has stopped. */
  readonly #handedBack: RunRef[] = []
  readonly #turns = new Turns()
  readonly #recentValues = new RecentValues()
  #leaving = false

  constructor(id: string, outside: Outside) {
    this.id = id
    this.#outside = outside
    this.#heartbeat = new Heartbeat({ sql: outside.sql, pulse: outside.pulse, id, clock: this.clock })
    this.#flush = openFlusher(outside.sql, id, this.#tell)
    this.#claimant = new Claimant(outside.sql, id, (runs) => this.#begin(runs))
  }

  start(): Promise<void> {
    return this.#heartbeat.start()
  }

  /** What the worker has in hand. Whatever else the database calls its own was lost on the way. */
  get inHand(): string[] {
    return this.#claimant.inHand
  }

  get moreQueued(): boolean {
    return this.#claimant.moreQueued
  }

  /** It may say of other workers that they are silent. */
  mayJudge(): boolean {
    return this.#heartbeat.mayJudge()
  }

  take(runs: readonly RunRef[]): Promise<void> {
    return this.#claimant.take(runs)
  }

  takeFairly(): Promise<void> {
    return this.#claimant.takeFairly()
  }

  takeHeld(): Promise<void> {
    return this.#claimant.takeHeld()
  }

  /** Cancels and ended waits of runs in hand. */
  async look(runIds: readonly string[]): Promise<void> {
    const ours = runIds.filter((id) => this.#drives.has(id))
    if (ours.length === 0) return
    const { sql } = this.#outside
    const [fired, cancelled] = await Promise.all([
      firedWaits(sql, ours),
      sql<{ id: string; cancelledAt: Date; cancelledBy: string | null }[]>`
        select id, cancel_requested_at as "cancelledAt", cancelled_by as "cancelledBy" from run
        where cancel_requested_at is not null and finished_at is null and id = any(${ours}::uuid[])`,
    ])
    const wishes = new Map(cancelled.map(({ id, ...wish }) => [id, wish]))
    for (const id of ours) {
      this.#drives.get(id)?.drive?.signal(
        fired.filter(({ runId }) => runId === id),
        wishes.get(id) ?? null,
      )
    }
  }

  /** Finishes what is in flight and hands everything back; after `patienceMs` what is left is dropped, and found by others. */
  async stop(patienceMs: number): Promise<void> {
    this.#leaving = true
    const claimed = this.#claimant.leave()
    await this.#heartbeat.leave()
    for (const { drive } of this.#drives.values()) drive?.leave()
    const timer = setTimeout(() => {
      for (const { drive } of this.#drives.values()) drive?.drop(new Error('The worker stops'))
    }, patienceMs)
    await claimed
    await Promise.all(this.#ends)
    clearTimeout(timer)
    await this.#heartbeat.stop()
    await ring(this.#handedBack)
  }

  /** In turn with those begun before: what a run needs is not made while hundreds of others are still ahead of it. */
  async #begin(runs: readonly ClaimedRun[]): Promise<void> {
    try {
      await this.#turns.next()
      const histories = await loadHistories(this.#outside.sql, runs)
      // Each for itself: one that can't begin is found again by the reconciler, and is no reason to forget the others.
      const begun = await Promise.allSettled(runs.map((run) => this.#beginOne(run, histories.get(run.id) ?? NOTHING)))
      for (const one of begun) if (one.status === 'rejected') throw one.reason
    } finally {
      for (const { id } of runs) if (!this.#drives.has(id)) this.#claimant.letGo(id)
    }
  }

  async #beginOne(run: ClaimedRun, history: History): Promise<void> {
    this.#outside.bus.publish(`runs:${run.workspaceId}`, { runId: run.id })
    // Before anything else: it may be the beginning that fails.
    if (run.losses >= MAX_LOSSES) return this.#refuse(run, quarantined(run.losses))
    if (isFromNewer(history.events)) return this.#leaveToNewer(run, history)
    const flow = await publishedFlow(run.workspaceId, run.versionId)
    if (!flow) return this.#refuse(run, NO_VERSION)
    const plan = flow.planUntil(run.untilNodeId)
    const abort = new AbortController()
    const { workspaceId, flowId, mode, effectsBlocked } = run
    const place = { workspaceId, flowId, runId: run.id, mode, effectsBlocked, timeZone: flow.graph.settings.timeZone }
    const { equipment } = this.#outside
    const hands: Performance['hands'] = (step) => handsOf(equipment, { ...place, now: () => this.clock.now(), ...step })
    const account: Performance['withAccount'] = (connectionId, signal, use) =>
      withAccount(equipment.http, { workspaceId, connectionId, signal }, use)
    const largeValues = this.#recentValues.of(workspaceId)
    const performance = {
      run,
      flow,
      plan,
      about: aboutRun(run, flow),
      journal: new Journal(plan, run, history, this.#flush, run.nextSeq === 1 ? new RunningDigest() : null),
      clock: this.clock,
      turns: this.#turns,
      line: accountLine(this.#outside.sql, this.#outside.bus, this.id, run),
      signal: abort.signal,
      holds: () => this.#heartbeat.holds(),
      owns: () => this.#owns(run),
      hands,
      withAccount: account,
      setAside: (key: string, output: Json) => setAside(run, key, output, largeValues),
      heavy: this.#outside.heavy,
      largeValues,
    }
    if (run.nextSeq === 1 && (run.continuesRunId !== null || isAlone(run))) await this.#takeOver(performance)
    if (flow.variables !== null) await pinVariables(performance, flow.variables)
    const callsGivenUp = (steps: readonly string[]) => this.#outside.onCallsGivenUp(run, steps)
    this.#follow(run, new Drive(performance, abort, history.fired, callsGivenUp))
  }

  /** A run that goes on where another ended, or does one step only, first writes what it does not do itself. */
  async #takeOver(on: Performance): Promise<void> {
    try {
      const events = await continuation(this.#outside.sql, on.run, on.flow, on.about, this.clock.now())
      if (events.length === 0) return
      // It may wait for longer than what it takes over is kept.
      await needFiles(on.run.workspaceId, on.run.id, JSON.stringify(events))
      await on.journal.append(events)
    } catch (error) {
      if (error instanceof NodeError) await failRun(on, error)
      else throw error
    }
  }

  /** False as well when the answer took so long that it may be true no more. */
  async #owns({ id, workspaceId, epoch }: ClaimedRun): Promise<boolean> {
    const asked = performance.now()
    const rows = await this.#outside
      .sql`select from run where workspace_id = ${workspaceId} and id = ${id} and owner = ${this.id} and epoch = ${epoch}`
    return rows.length === 1 && isFresh(asked)
  }

  #follow({ id: runId, workspaceId, startedBy }: ClaimedRun, drive: Drive): void {
    const inHand: InHand = { drive }
    this.#drives.set(runId, inHand)
    if (this.#leaving) drive.leave()
    const end = drive
      .run()
      .catch((err) => {
        if (err instanceof FenceLost) return this.#absolve({ id: runId, workspaceId })
        else log.error({ err, runId }, 'A run had to be let go; it will be taken up again')
        return null
      })
      .then(async (status) => {
        this.#ends.delete(end)
        inHand.drive = null
        // Lost, and claimed again meanwhile: another drive of this worker has it.
        if (this.#drives.get(runId) !== inHand) return
        this.#drives.delete(runId)
        if (status === 'failed' || status === 'cancelled' || (status === 'succeeded' && startedBy === 'call')) this.#outside.onEnd(runId)
        if (this.#leaving && status === 'queued') this.#handedBack.push({ id: runId, workspaceId })
        await this.#claimant.ended({ id: runId, workspaceId }, status === 'queued')
      })
      .catch((err) => log.warn({ err }, 'Runs could not be claimed; the reconciler tries again'))
    this.#ends.add(end)
  }

  /** Held up so long that its runs were taken away, yet alive: none of them has killed it, and that loss does not count. */
  async #absolve({ id: runId, workspaceId }: RunRef): Promise<null> {
    log.info({ runId }, 'Another worker has this run now')
    const { sql } = this.#outside
    const absolved = sql`update run set losses = losses - 1
      where workspace_id = ${workspaceId} and id = ${runId} and losses > 0 and status in ('queued', 'running')`
    await absolved.catch((err) => log.warn({ err, runId }, 'A loss that was none still counts'))
    return null
  }

  /** Puts it to wait as it is, for a newer worker to take it up, or for this one to look again. */
  async #leaveToNewer({ id: runId, workspaceId, epoch, nextSeq: seq }: ClaimedRun, { fired }: History): Promise<void> {
    log.warn({ runId }, 'A newer KAOS has worked on this run; it is left to that')
    const opened: Append['opened'] = [{ id: newId(), step: '', kind: 'timer', wakeAt: this.clock.now() + LOOK_AGAIN_MS }]
    const closed = fired.filter(({ step }) => step === '').map(({ id }) => id)
    const nothing = { seq, count: 0, entries: [], progress: false }
    await this.#flush({ letters: () => 0, take: () => ({ runId, workspaceId, epoch, status: 'waiting', ...nothing, opened, closed }) })
  }

  /** Ends it as failed without a look at what it did. */
  async #refuse({ id, workspaceId, epoch, nextSeq }: ClaimedRun, error: StepError): Promise<void> {
    const event = JSON.stringify({ type: 'run.failed', at: this.clock.now(), error })
    const events = { seq: nextSeq, count: 1, entries: [event], progress: true, opened: [], closed: [] }
    await this.#flush({ letters: () => event.length, take: () => ({ runId: id, workspaceId, epoch, status: 'failed', error, ...events }) })
    this.#outside.onEnd(id)
  }

  /** Ids and positions only, after the commit; the bus gathers them. */
  readonly #tell = (appends: readonly Append[], statuses: ReadonlyMap<string, string>): void => {
    for (const { runId, workspaceId, seq, count, status, opened } of appends) {
      if (!statuses.has(runId)) continue
      this.#outside.bus.publish(`run:${runId}`, { seq: seq + count - 1 })
      if (status !== undefined) this.#outside.bus.publish(`runs:${workspaceId}`, { runId })
      for (const { id, kind, wakeAt } of opened) {
        if (wakeAt !== undefined) this.#outside.onWait(wakeAt)
        if (kind === 'approval') this.#outside.bus.publish('approvals', { waitId: id })
      }
    }
  }
}
