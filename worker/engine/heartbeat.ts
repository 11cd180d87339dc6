import type { Sql } from 'postgres'
import { log } from '@/server/log'
import type { DbClock } from './db-clock'
import type { Beat, Pulse } from './pulse/pulse'

/** A worker that has not been heard of for so long has lost its runs (reconcile/lost-runs.ts): five beats. */
export const DEAD_AFTER_MS = 5_000
/** Sooner than that it stops touching the outside world by itself. */
const TRUST_MS = 3_500

type Parts = { sql: Sql; pulse: Pulse; id: string; clock: DbClock }

/**
 * One row keeps all runs of a worker. What a worker writes is fenced by owner and epoch; what it does outside the database
 * can't be, so before each effect it asks `holds()`: a worker that was stopped and resumed finds its lease too old.
 */
export class Heartbeat {
  readonly #parts: Parts
  #beatenAt = Number.NEGATIVE_INFINITY
  /** Since when beat followed beat. */
  #steadySince = Number.NEGATIVE_INFINITY

  constructor(parts: Parts) {
    this.#parts = parts
  }

  holds(): boolean {
    return isFresh(this.#beatenAt)
  }

  /**
   * Whoever could not be heard itself a moment ago, because the database was away or it was held up, can't say of others
   * that they are silent: they are given the same time again.
   */
  mayJudge(): boolean {
    return this.holds() && performance.now() - this.#steadySince >= DEAD_AFTER_MS
  }

  start(): Promise<void> {
    return this.#parts.pulse.start((beat) => this.#heard(beat))
  }

  /** Told to stop: whoever looks after the workers can see it, and that it still has runs in hand. */
  async leave(): Promise<void> {
    const { sql, id } = this.#parts
    await sql`update worker set leaving_at = now() where id = ${id}`.catch((err) => {
      log.warn({ err }, 'Nobody could be told that this worker stops')
    })
  }

  async stop(): Promise<void> {
    const { sql, pulse, id } = this.#parts
    await pulse.stop()
    this.#beatenAt = Number.NEGATIVE_INFINITY
    await sql`delete from worker where id = ${id}`
  }

  #heard({ databaseNow, asked, answered }: Beat): void {
    this.#parts.clock.set(databaseNow, asked, answered)
    if (Number.isFinite(this.#beatenAt) && asked - this.#beatenAt >= TRUST_MS) this.#steadySince = asked
    // The thread and the loop may overtake each other.
    this.#beatenAt = Math.max(this.#beatenAt, asked)
  }
}

/** What was asked then and proved the lease still does. */
export function isFresh(asked: number): boolean {
  return performance.now() - asked < TRUST_MS
}

/**
 * True in SQL of a worker that was heard of lately. While the database was away nobody could be heard: after its start
 * everyone has the same time again.
 */
export const isAlive = (sql: Sql, workerId: ReturnType<Sql>) => sql`exists (
  select from worker where worker.id = ${workerId}
    and greatest(heartbeat_at, pg_postmaster_start_time()) > now() - ${DEAD_AFTER_MS} * interval '1 millisecond'
)`
