import type { Sql } from 'postgres'
import type { Bus } from '@/server/bus/bus'
import { log } from '@/server/log'
import type { RunRef } from '@/server/queue/doorbell'
import { ring } from '@/server/services/intake/ring'
import { letIn } from '../engine/account-line'
import type { Engine } from '../engine/engine'
import { schedulesPutOff, startDueSchedules } from './due-schedules'
import { fireDueWaits, type Woken } from './due-waits'
import { isAnyLost, lostRunFinder } from './lost-runs'
import { orphanFinder } from './orphans'
import { endOverdueCancels } from './overdue-cancels'
import { cancelCalled, endsPutOff, tellOfEnds } from './owed-ends'
import { unrungRuns } from './unrung'

const AT_LEAST_EVERY_MS = 2_000
const SOONEST_MS = 20
/** While runs come back in groups: one that kills nobody has made progress by then. */
const GROUPS_EVERY_MS = 250

/** Thousands may be cancelled at once, each ends within ten seconds, and others hear of it; the other duties wait no longer than this takes. */
const MOST_BATCHES = 10

type Parts = { sql: Sql; bus: Bus; engine: Engine }

/**
 * Repairs whatever queue, workers and database disagree on, at least every two seconds, whenever a timer is due, and more often
 * while runs of the dead are still to come back.
 * Every worker runs one; each duty is one statement that two of them may run at once.
 */
export class Reconciler {
  readonly #parts: Parts
  readonly #duties: Record<string, () => Promise<void>>
  readonly #schedules = schedulesPutOff()
  readonly #ends = endsPutOff()
  #timer: NodeJS.Timeout | undefined
  #dueAt = Number.POSITIVE_INFINITY
  /** Of ends that are owed there are more than one round passes on. */
  #moreEnds = false
  #round: Promise<void> = Promise.resolve()
  #running = false
  #stopped = false

  constructor(parts: Parts) {
    this.#parts = parts
    const { sql, bus, engine } = parts
    const findOrphans = orphanFinder(sql, engine.id, () => engine.inHand)
    const findLost = lostRunFinder(sql)
    this.#duties = {
      'fire timers': () => this.#fireWaits(),
      'start schedules': () => startDueSchedules(sql, { putOff: this.#schedules }),
      'tell of ends': () => this.#tellOfEnds(),
      'requeue lost runs': async () => {
        if (engine.mayJudge()) await findLost()
      },
      'requeue orphans': async () => void (await findOrphans()),
      'look at signals': () => this.#lookAtSignals(),
      'end what was cancelled': () => this.#endCancelled(),
      'let in whose turn it is': () => letIn(sql, bus),
      'take what is queued': () => engine.takeFairly(),
      'take whose turn it is': () => engine.takeHeld(),
      // While more is queued than there is room for, a bell tells nobody anything, and to note each would write its run once more.
      'ring what is owed': async () => {
        if (!engine.moreQueued) await ring(await unrungRuns(sql))
      },
    }
  }

  start(): void {
    this.#schedule(0)
  }

  /** A timer will be due then. */
  dueAt(instant: number): void {
    if (instant >= this.#dueAt || this.#running) return
    this.#dueAt = instant
    this.#schedule(instant - this.#parts.engine.clock.now())
  }

  /** These runs ended, and others are to hear of it. */
  async ended(runIds: readonly string[]): Promise<void> {
    const { woken } = await tellOfEnds(this.#parts.sql, runIds, { putOff: this.#ends })
    await this.#tell(woken)
  }

  /** A run goes on without what these steps of it called. Should this get lost, whoever takes it up again sees to it, or its failure. */
  async callsGivenUp(run: RunRef, steps: readonly string[]): Promise<void> {
    await this.#tell(await cancelCalled(this.#parts.sql, run, steps))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#round
  }

  /** One round of everything. A duty that fails doesn't keep the others from theirs. */
  async reconcile(): Promise<void> {
    for (const [duty, perform] of Object.entries(this.#duties)) {
      if (this.#stopped) return
      await perform().catch((err) => log.warn({ err, duty }, 'The reconciler could not do one of its duties; it tries again'))
    }
  }

  #schedule(inMs: number): void {
    if (this.#stopped) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(
      () => {
        this.#running = true
        this.#round = this.reconcile().then(async () => {
          this.#running = false
          this.#dueAt = await this.#nextDue()
          this.#schedule(this.#dueAt - this.#parts.engine.clock.now())
        })
      },
      Math.min(AT_LEAST_EVERY_MS, Math.max(SOONEST_MS, inMs)),
    )
  }

  async #nextDue(): Promise<number> {
    const { sql, engine } = this.#parts
    if (this.#moreEnds) return engine.clock.now()
    try {
      const [row] = await sql<{ at: Date | null; isAnyLost: boolean }[]>`
        select least(
          (select min(wake_at) from wait where fired_at is null and wake_at is not null),
          (select min(next_at) from trigger
            where source = 'schedule' and enabled and next_at is not null and id <> all(${this.#schedules.names()}::uuid[]))
        ) as at, ${isAnyLost(sql)} as "isAnyLost"`
      const timer = row?.at?.getTime() ?? Number.POSITIVE_INFINITY
      return row?.isAnyLost ? Math.min(timer, engine.clock.now() + GROUPS_EVERY_MS) : timer
    } catch {
      return Number.POSITIVE_INFINITY
    }
  }

  async #fireWaits(): Promise<void> {
    for (let more = true; more; ) {
      const batch = await fireDueWaits(this.#parts.sql)
      more = batch.more
      await this.#tell(batch.woken)
    }
  }

  async #tellOfEnds(): Promise<void> {
    this.#moreEnds = false
    for (let batch = 0; batch < MOST_BATCHES; batch++) {
      const { woken, more } = await tellOfEnds(this.#parts.sql, undefined, { putOff: this.#ends })
      await this.#tell(woken)
      if (!more) return
    }
    this.#moreEnds = true
  }

  async #tell(woken: readonly Woken[]): Promise<void> {
    await ring(woken.filter(({ status }) => status === 'queued'))
    for (const { id, status, owner } of woken) {
      if (status === 'running' && owner) this.#parts.bus.publish(`worker:${owner}`, { runId: id })
    }
  }

  async #endCancelled(): Promise<void> {
    const { sql, bus } = this.#parts
    for (let batch = 0; batch < MOST_BATCHES; batch++) {
      const { ended, more } = await endOverdueCancels(sql)
      for (const { id, workspaceId, owner } of ended) {
        bus.publish(`run:${id}`, { seq: 0 })
        bus.publish(`runs:${workspaceId}`, { runId: id })
        if (owner) bus.publish(`worker:${owner}`, { runId: id })
      }
      if (!more) return
    }
  }

  async #lookAtSignals(): Promise<void> {
    const { sql, engine } = this.#parts
    const rows = await sql<{ id: string }[]>`select id from run where owner = ${engine.id} and status = 'running' and rung_at is null`
    await engine.look(rows.map(({ id }) => id))
  }
}
