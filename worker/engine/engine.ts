import type { Sql } from 'postgres'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import type { Bus } from '@/server/bus/bus'
import { log } from '@/server/log'
import { ring } from '@/server/services/intake/ring'
import { withAccount } from '../accounts/with-account'
import { type Equipment, handsOf } from '../capabilities/hands'
import { accountLine } from './account-line'
import type { Append } from './append'
import { type ClaimedRun, claim, holdBehindLanes } from './claim'
import { claimFairly } from './claim-fairly'
import { claimHeld } from './claim-held'
import { continuation } from './continue-run'
import { DbClock } from './db-clock'
import { Drive } from './drive'
import { FenceLost, type Flusher, openFlusher } from './flusher'
import { Heartbeat, isFresh } from './heartbeat'
import { Journal } from './journal'
import { recentValues, setAside } from './large-values'
import { firedWaits, type History, loadHistories, NOTHING } from './load-history'
import { failRun, type Performance } from './perform'
import { pinVariables } from './pin-variables'
import { publishedFlow } from './published-flow'
import { aboutRun } from './resolve-input'
import { Turns } from './turns'

/** Runs in memory at once. More wait in Postgres, which costs nothing. */
const MOST_RUNS = 500
/** Of one workspace: the rest is kept for others, so that nobody has to wait until one that came first is done. */
const MOST_OF_ONE = 400
const MOST_AT_ONCE = 200
/** So many have to end before a claim for more is worth a statement. */
const WORTH_A_CLAIM = 50
/** Claims one after another before others get their turn. */
const MOST_ROUNDS = 8

type Outside = {
  sql: Sql
  bus: Bus
  equipment: Equipment
  /** Somebody waits until then: the reconciler should look in time. */
  onWait(wakeAt: number): void
  /** Other runs are to hear of the end of this one. */
  onEnd(runId: string): void
}

/** All runs of one worker: claims them, drives them, and lets go of them. */
export class Engine {
  readonly id: string
  readonly clock = new DbClock()
  readonly #outside: Outside
  readonly #heartbeat: Heartbeat
  readonly #flush: Flusher
  readonly #drives = new Map<string, Drive>()
  /** Runs behind which others stand in line. */
  readonly #inLane = new Set<string>()
  /** Claimed, not driven yet. */
  readonly #arriving = new Set<string>()
  /** The workspace of each run in hand. */
  readonly #workspaces = new Map<string, string>()
  readonly #ends = new Set<Promise<void>>()
  /** For others to take, once this worker has stopped. */
  readonly #handedBack: string[] = []
  readonly #turns = new Turns()
  #moreQueued = false
  #endedSince = 0
  /** Where the next fair claim begins, when more workspaces have queued runs than one looks at. */
  #after: string | null = null
  #taking = false
  /** Somebody asked for a fair claim since the last one began. */
  #wanted = false
  #takingHeld = false
  #heldWanted = false
  #leaving = false

  constructor(id: string, outside: Outside) {
    this.id = id
    this.#outside = outside
    this.#heartbeat = new Heartbeat(outside.sql, id, this.clock)
    this.#flush = openFlusher(outside.sql, id, this.#tell)
  }

  start(): Promise<void> {
    return this.#heartbeat.start()
  }

  /** What the worker has in hand. Whatever else the database calls its own was lost on the way. */
  get inHand(): string[] {
    return [...this.#drives.keys(), ...this.#arriving]
  }

  get #room(): number {
    return this.#leaving ? 0 : MOST_RUNS - this.#drives.size - this.#arriving.size
  }

  /**
   * The doorbell rang. While more is queued than there is room for, whose bell rings says nothing about whose turn it is:
   * then runs stay queued until they are claimed fairly, by this worker or another.
   */
  async take(runIds: readonly string[]): Promise<void> {
    if (this.#moreQueued || this.#room - runIds.length < MOST_RUNS - MOST_OF_ONE) {
      this.#moreQueued = true
      return this.takeFairly()
    }
    const runs = await claim(this.#outside.sql, this.id, runIds)
    const left = leftOf(runIds, runs)
    await this.#begin(runs)
    if (left.length > 0 && (await holdBehindLanes(this.#outside.sql, left))) await this.takeHeld()
  }

  /** Whatever is queued, bell or no bell, as far as there is room now: what ends meanwhile makes room for the next time. */
  async takeFairly(): Promise<void> {
    this.#wanted = true
    if (this.#taking) return
    this.#taking = true
    this.#endedSince = 0
    try {
      let left = this.#room
      for (let round = 0; this.#wanted && left > 0 && round < MOST_ROUNDS; round++) {
        this.#wanted = false
        const room = Math.min(MOST_AT_ONCE, left)
        const claimed = await claimFairly(this.#outside.sql, this.id, {
          most: room,
          mostOfOne: MOST_OF_ONE,
          load: this.#load(),
          after: this.#after,
        })
        this.#after = claimed.next
        this.#moreQueued = claimed.more
        left = Math.min(left - claimed.runs.length, this.#room)
        await this.#begin(claimed.runs)
        if (claimed.held) await this.takeHeld()
        this.#wanted ||= claimed.more && (claimed.held || claimed.runs.length > 0 || claimed.next !== null)
      }
      // Asked for while it claimed, and no room left or patience: what ends next looks again.
      this.#moreQueued ||= this.#wanted
    } finally {
      this.#taking = false
    }
  }

  /** Runs of flows and workspaces that may have only so many at once, as far as it is their turn. */
  async takeHeld(): Promise<void> {
    this.#heldWanted = true
    if (this.#takingHeld) return
    this.#takingHeld = true
    try {
      while (this.#heldWanted) {
        this.#heldWanted = false
        const room = Math.min(MOST_AT_ONCE, this.#room)
        if (room <= 0) return
        const runs = await claimHeld(this.#outside.sql, this.id, room)
        for (const { id } of runs) this.#inLane.add(id)
        await this.#begin(runs)
        this.#heldWanted ||= runs.length === room
      }
    } finally {
      this.#takingHeld = false
    }
  }

  /** Cancels and ended waits of runs in hand. */
  async look(runIds: readonly string[]): Promise<void> {
    const ours = runIds.filter((id) => this.#drives.has(id))
    if (ours.length === 0) return
    const { sql } = this.#outside
    const [fired, cancelled] = await Promise.all([
      firedWaits(sql, ours),
      sql<{ id: string }[]>`select id from run where id = any(${ours}::uuid[]) and cancel_requested_at is not null`,
    ])
    const toCancel = new Set(cancelled.map(({ id }) => id))
    for (const id of ours) {
      this.#drives.get(id)?.signal(
        fired.filter(({ runId }) => runId === id),
        toCancel.has(id),
      )
    }
  }

  /** Finishes what is in flight and hands everything back; after `patienceMs` what is left is dropped, and found by others. */
  async stop(patienceMs: number): Promise<void> {
    this.#leaving = true
    await this.#heartbeat.leave()
    for (const drive of this.#drives.values()) drive.leave()
    const timer = setTimeout(() => {
      for (const drive of this.#drives.values()) drive.drop(new Error('The worker stops'))
    }, patienceMs)
    await Promise.all(this.#ends)
    clearTimeout(timer)
    await this.#heartbeat.stop()
    await ring(this.#handedBack)
  }

  async #begin(runs: readonly ClaimedRun[]): Promise<void> {
    if (runs.length === 0) return
    for (const { id, workspaceId } of runs) {
      this.#arriving.add(id)
      this.#workspaces.set(id, workspaceId)
    }
    try {
      const histories = await loadHistories(this.#outside.sql, runs)
      // Each for itself: one that can't begin is found again by the reconciler, and is no reason to forget the others.
      const begun = await Promise.allSettled(runs.map((run) => this.#beginOne(run, histories.get(run.id) ?? NOTHING)))
      for (const one of begun) if (one.status === 'rejected') throw one.reason
    } finally {
      for (const { id } of runs) {
        this.#arriving.delete(id)
        if (!this.#drives.has(id)) this.#letGo(id)
      }
    }
  }

  async #beginOne(run: ClaimedRun, history: History): Promise<void> {
    this.#outside.bus.publish(`runs:${run.workspaceId}`, { runId: run.id })
    const flow = await publishedFlow(run.workspaceId, run.versionId)
    if (!flow) return this.#refuse(run)
    const plan = flow.planUntil(run.untilNodeId)
    const abort = new AbortController()
    const place = { workspaceId: run.workspaceId, flowId: run.flowId, runId: run.id, mode: run.mode }
    const { equipment } = this.#outside
    const hands: Performance['hands'] = (step) => handsOf(equipment, { ...place, now: () => this.clock.now(), ...step })
    const account: Performance['withAccount'] = (connectionId, use) =>
      withAccount(equipment.http, { workspaceId: run.workspaceId, connectionId, signal: abort.signal }, use)
    const largeValues = recentValues()
    const performance = {
      run,
      flow,
      plan,
      about: aboutRun(run, flow),
      journal: new Journal(plan, run, history, this.#flush),
      clock: this.clock,
      turns: this.#turns,
      line: accountLine(this.#outside.sql, this.#outside.bus, this.id, run),
      signal: abort.signal,
      holds: () => this.#heartbeat.holds(),
      owns: () => this.#owns(run),
      hands,
      withAccount: account,
      setAside: (key: string, output: Json) => setAside(run, key, output, largeValues),
      largeValues,
    }
    if (run.continuesRunId !== null && run.nextSeq === 1) await this.#takeOver(performance)
    if (flow.variables !== null) await pinVariables(performance, flow.variables)
    this.#follow(run, new Drive(performance, abort, history.fired))
  }

  /** A run that goes on where another ended first writes what was finished there. */
  async #takeOver(on: Performance): Promise<void> {
    try {
      const events = await continuation(this.#outside.sql, on.run, on.plan, this.clock.now())
      if (events.length > 0) await on.journal.append(events)
    } catch (error) {
      if (error instanceof NodeError) await failRun(on, error)
      else throw error
    }
  }

  /** False as well when the answer took so long that it may be true no more. */
  async #owns({ id, epoch }: ClaimedRun): Promise<boolean> {
    const asked = performance.now()
    const rows = await this.#outside.sql`select from run where id = ${id} and owner = ${this.id} and epoch = ${epoch}`
    return rows.length === 1 && isFresh(asked)
  }

  #follow({ id: runId, startedBy }: ClaimedRun, drive: Drive): void {
    this.#drives.set(runId, drive)
    if (this.#leaving) drive.leave()
    const end = drive
      .run()
      .catch((err) => {
        if (err instanceof FenceLost) return this.#absolve(runId)
        else log.error({ err, runId }, 'A run had to be let go; it will be taken up again')
        return null
      })
      .then(async (status) => {
        this.#drives.delete(runId)
        this.#ends.delete(end)
        if (status === 'failed' || status === 'cancelled' || (status === 'succeeded' && startedBy === 'call')) this.#outside.onEnd(runId)
        const wasInLane = this.#letGo(runId)
        if (this.#leaving) {
          if (status === 'queued') this.#handedBack.push(runId)
          return
        }
        // Signalled while it was put to wait: nobody else was told.
        if (status === 'queued') await this.take([runId])
        else if (this.#moreQueued && ++this.#endedSince >= Math.min(WORTH_A_CLAIM, this.#drives.size)) await this.takeFairly()
        if (wasInLane) await this.takeHeld()
      })
      .catch((err) => log.warn({ err }, 'Runs could not be claimed; the reconciler tries again'))
    this.#ends.add(end)
  }

  /** True when others stand in line behind it. */
  #letGo(runId: string): boolean {
    this.#workspaces.delete(runId)
    return this.#inLane.delete(runId)
  }

  #load(): Map<string, number> {
    const load = new Map<string, number>()
    for (const id of this.#workspaces.values()) load.set(id, (load.get(id) ?? 0) + 1)
    return load
  }

  /** Held up so long that its runs were taken away, yet alive: none of them has killed it, and that loss does not count. */
  async #absolve(runId: string): Promise<null> {
    log.info({ runId }, 'Another worker has this run now')
    const { sql } = this.#outside
    const absolved = sql`update run set losses = losses - 1 where id = ${runId} and losses > 0 and status in ('queued', 'running')`
    await absolved.catch((err) => log.warn({ err, runId }, 'A loss that was none still counts'))
    return null
  }

  async #refuse({ id, workspaceId, epoch, nextSeq }: ClaimedRun): Promise<void> {
    const error = { code: 'no_version', message: 'The version of the flow this run belongs to can’t be read any more.' }
    const event = JSON.stringify({ type: 'run.failed', at: this.clock.now(), error })
    const events = { seq: nextSeq, events: [event], progress: true, opened: [], closed: [] }
    await this.#flush({ letters: event.length, take: () => ({ runId: id, workspaceId, epoch, status: 'failed', error, ...events }) })
  }

  /** Ids and positions only, after the commit; the bus gathers them. */
  readonly #tell = (appends: readonly Append[], statuses: ReadonlyMap<string, string>): void => {
    for (const { runId, workspaceId, seq, events, status, opened } of appends) {
      if (!statuses.has(runId)) continue
      this.#outside.bus.publish(`run:${runId}`, { seq: seq + events.length - 1 })
      if (status !== undefined) this.#outside.bus.publish(`runs:${workspaceId}`, { runId })
      for (const { id, kind, wakeAt } of opened) {
        if (wakeAt !== undefined) this.#outside.onWait(wakeAt)
        if (kind === 'approval') this.#outside.bus.publish('approvals', { waitId: id })
      }
    }
  }
}

function leftOf(wanted: readonly string[], taken: readonly ClaimedRun[]): string[] {
  if (taken.length === wanted.length) return []
  const got = new Set(taken.map(({ id }) => id))
  return wanted.filter((id) => !got.has(id))
}
