import type { Sql } from 'postgres'
import { log } from '@/server/log'
import type { RunRef } from '@/server/queue/doorbell'
import { type ClaimedRun, claim, holdBehindLanes } from './claim'
import { claimFairly } from './claim-fairly'
import { claimHeld } from './claim-held'

/** Runs in memory at once. More wait in Postgres, which costs nothing. */
const MOST_RUNS = 550
/** Of one workspace: the rest is kept for others, so that nobody has to wait until one that came first is done. */
const MOST_OF_ONE = 450
const MOST_AT_ONCE = 200
/** So many have to end before a claim for more is worth a statement. */
const WORTH_A_CLAIM = 100
/** Claims one after another before others get their turn. */
const MOST_ROUNDS = 8
/** While more is queued than there is room for, bells say nothing new: the next fair claim is so far from the last. */
const BETWEEN_CLAIMS_MS = 20

/** Chooses what a worker claims: as much as it has room for, and of the rest whoever's turn it is. */
export class Claimant {
  readonly #sql: Sql
  readonly #workerId: string
  readonly #begin: (runs: readonly ClaimedRun[]) => Promise<void>
  /** The workspace of each run in hand: claimed, and not let go yet. */
  readonly #workspaces = new Map<string, string>()
  /** Runs behind which others stand in line. */
  readonly #inLane = new Set<string>()
  #moreQueued = false
  #endedSince = 0
  /** Where the next fair claim begins, when more workspaces have queued runs than one looks at. */
  #after: string | null = null
  #taking = false
  #nextClaimAt = Number.NEGATIVE_INFINITY
  #pause: NodeJS.Timeout | undefined
  /** Somebody asked for a fair claim since the last one began. */
  #wanted = false
  #takingHeld = false
  #heldWanted = false
  #leaving = false
  /** Claims under way, with what they begin. */
  readonly #claims = new Set<Promise<void>>()

  constructor(sql: Sql, workerId: string, begin: (runs: readonly ClaimedRun[]) => Promise<void>) {
    this.#sql = sql
    this.#workerId = workerId
    this.#begin = begin
  }

  get inHand(): string[] {
    return [...this.#workspaces.keys()]
  }

  /** More is queued than there is room for, as far as it knows. */
  get moreQueued(): boolean {
    return this.#moreQueued
  }

  get #room(): number {
    return this.#leaving ? 0 : MOST_RUNS - this.#workspaces.size
  }

  /**
   * The doorbell rang. While more is queued than there is room for, whose bell rings says nothing about whose turn it is:
   * then runs stay queued until they are claimed fairly, by this worker or another.
   */
  take(wanted: readonly RunRef[]): Promise<void> {
    return this.#claiming(this.#take(wanted))
  }

  /** Whatever is queued, bell or no bell, as far as there is room now: what ends meanwhile makes room for the next time. */
  takeFairly(): Promise<void> {
    return this.#claiming(this.#takeFairly())
  }

  /** Runs of flows and workspaces that may have only so many at once, as far as it is their turn. */
  takeHeld(): Promise<void> {
    return this.#claiming(this.#takeHeld())
  }

  async #take(wanted: readonly RunRef[]): Promise<void> {
    if (this.#moreQueued || this.#room - wanted.length < MOST_RUNS - MOST_OF_ONE) {
      this.#moreQueued = true
      return this.takeFairly()
    }
    const runs = await claim(this.#sql, this.#workerId, wanted)
    const left = leftOf(wanted, runs)
    await this.#hold(runs)
    if (left.length > 0 && (await holdBehindLanes(this.#sql, left))) await this.takeHeld()
  }

  async #takeFairly(): Promise<void> {
    this.#wanted = true
    if (this.#taking || this.#isPausing()) return
    this.#taking = true
    this.#endedSince = 0
    try {
      let left = this.#room
      let again = true
      for (let round = 0; again && left > 0 && round < MOST_ROUNDS; round++) {
        this.#wanted = false
        const room = Math.min(MOST_AT_ONCE, left)
        const claimed = await claimFairly(this.#sql, this.#workerId, {
          most: room,
          mostOfOne: MOST_OF_ONE,
          load: this.#load(),
          after: this.#after,
        })
        this.#after = claimed.next
        this.#moreQueued = claimed.more
        left = Math.min(left - claimed.runs.length, this.#room)
        await this.#hold(claimed.runs)
        if (claimed.held) await this.takeHeld()
        again = claimed.more ? claimed.held || claimed.next !== null || this.#hasRoomForMoreOf(claimed.runs) : this.#wanted
      }
      // Asked for while it claimed, and no room left or patience: what ends next looks again.
      this.#moreQueued ||= again || this.#wanted
      if (this.#moreQueued) this.#nextClaimAt = performance.now() + BETWEEN_CLAIMS_MS
    } finally {
      this.#taking = false
    }
    if (this.#wanted) this.#isPausing()
  }

  async #takeHeld(): Promise<void> {
    this.#heldWanted = true
    if (this.#takingHeld) return
    this.#takingHeld = true
    try {
      while (this.#heldWanted) {
        this.#heldWanted = false
        const room = Math.min(MOST_AT_ONCE, this.#room)
        if (room <= 0) return
        const runs = await claimHeld(this.#sql, this.#workerId, { most: room, mostOfOne: MOST_OF_ONE, load: this.#load() })
        for (const { id } of runs) this.#inLane.add(id)
        await this.#hold(runs)
        this.#heldWanted ||= runs.length === room
      }
    } finally {
      this.#takingHeld = false
    }
  }

  /** True when others stand in line behind it. */
  letGo(runId: string): boolean {
    this.#workspaces.delete(runId)
    return this.#inLane.delete(runId)
  }

  /** One is in hand no more, which makes room; when it is queued again, because it was signalled while it was put to wait, nobody else was told. */
  async ended(run: RunRef, queuedAgain: boolean): Promise<void> {
    const wasInLane = this.letGo(run.id)
    if (this.#leaving) return
    if (queuedAgain) await this.take([run])
    else if (this.#moreQueued && ++this.#endedSince >= Math.min(WORTH_A_CLAIM, this.#workspaces.size)) await this.takeFairly()
    if (wasInLane) await this.takeHeld()
  }

  /** Takes nothing more. What it was just taking has begun when this resolves. */
  async leave(): Promise<void> {
    this.#leaving = true
    clearTimeout(this.#pause)
    await Promise.allSettled(this.#claims)
  }

  #claiming(claim: Promise<void>): Promise<void> {
    const over = claim.finally(() => this.#claims.delete(over))
    this.#claims.add(over)
    return over
  }

  /** True: too soon after the last fair claim; there is one when the pause is over. */
  #isPausing(): boolean {
    const left = this.#nextClaimAt - performance.now()
    if (left <= 0 || this.#leaving) return false
    this.#pause ??= setTimeout(() => {
      this.#pause = undefined
      this.takeFairly().catch((err) => log.warn({ err }, 'Runs could not be claimed; the reconciler tries again'))
    }, left)
    return true
  }

  /** Of a workspace that has about as many here as it may, more are not worth a claim yet. */
  #hasRoomForMoreOf(runs: readonly ClaimedRun[]): boolean {
    const load = this.#load()
    return runs.some(({ workspaceId }) => (load.get(workspaceId) ?? 0) <= MOST_OF_ONE - WORTH_A_CLAIM)
  }

  async #hold(runs: readonly ClaimedRun[]): Promise<void> {
    if (runs.length === 0) return
    for (const { id, workspaceId } of runs) this.#workspaces.set(id, workspaceId)
    await this.#begin(runs)
  }

  #load(): Map<string, number> {
    const load = new Map<string, number>()
    for (const id of this.#workspaces.values()) load.set(id, (load.get(id) ?? 0) + 1)
    return load
  }
}

function leftOf(wanted: readonly RunRef[], taken: readonly ClaimedRun[]): readonly RunRef[] {
  if (taken.length === wanted.length) return []
  const got = new Set(taken.map(({ id }) => id))
  return wanted.filter(({ id }) => !got.has(id))
}
