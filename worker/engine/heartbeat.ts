import { hostname } from 'node:os'
import type { Sql } from 'postgres'
import { log } from '@/server/log'
import type { DbClock } from './db-clock'

export const BEAT_MS = 2_000
/** A worker that has not been heard of for so long has lost its runs (reconcile/lost-runs.ts): five beats. */
export const DEAD_AFTER_MS = 10_000
/** Sooner than that it stops touching the outside world by itself. */
const TRUST_MS = 7_000

/**
 * One row keeps all runs of a worker. What a worker writes is fenced by owner and epoch; what it does outside the database
 * can't be, so before each effect it asks `holds()`: a worker that was stopped and resumed finds its lease too old.
 */
export class Heartbeat {
  readonly #sql: Sql
  readonly #clock: DbClock
  readonly #id: string
  #beatenAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #beating: Promise<void> = Promise.resolve()
  #failing = false

  constructor(sql: Sql, id: string, clock: DbClock) {
    this.#sql = sql
    this.#id = id
    this.#clock = clock
  }

  holds(): boolean {
    return isFresh(this.#beatenAt)
  }

  async start(): Promise<void> {
    // The first opens the connection, which takes too long to tell the time by.
    await this.#beat()
    await this.#beat()
    this.#timer = setInterval(() => {
      this.#beating = this.#beat().then(
        () => {
          this.#failing = false
        },
        (err) => {
          if (!this.#failing) log.warn({ err }, 'The heartbeat could not be written')
          this.#failing = true
        },
      )
    }, BEAT_MS)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#beating
    this.#beatenAt = Number.NEGATIVE_INFINITY
    await this.#sql`delete from worker where id = ${this.#id}`
  }

  async #beat(): Promise<void> {
    const asked = performance.now()
    const [row] = await this.#sql<{ now: Date }[]>`
      insert into worker (id, host) values (${this.#id}, ${hostname()})
      on conflict (id) do update set heartbeat_at = now() returning heartbeat_at as now`
    if (row) this.#clock.set(row.now, asked, performance.now())
    this.#beatenAt = asked
  }
}

/** What was asked then and proved the lease still does. */
export function isFresh(asked: number): boolean {
  return performance.now() - asked < TRUST_MS
}
