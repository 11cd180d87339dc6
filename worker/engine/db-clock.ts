/** The two clocks run apart by less than this between two beats. */
const DRIFT_MS = 1

/**
 * The database's time, carried on between heartbeats by a clock that never jumps. Every instant in a journal and every
 * timer is on it, so that a worker with a wrong clock neither wakes early nor writes a strange history.
 * An answer that came late says little, so it only narrows what is known already: a busy worker's clock stays right.
 */
export class DbClock {
  /** What is added to `performance.now()` lies between these. */
  #least = Number.NEGATIVE_INFINITY
  #most = Number.POSITIVE_INFINITY
  #offset = Date.now() - performance.now()

  now(): number {
    return Math.round(this.#offset + performance.now())
  }

  /** `databaseNow` was read between these two moments of `performance.now()`. */
  set(databaseNow: Date, asked: number, answered: number): void {
    // A date has whole milliseconds: what was left out may be nearly one.
    const [least, most] = [databaseNow.getTime() - answered, databaseNow.getTime() + 1 - asked]
    const narrower = [Math.max(least, this.#least - DRIFT_MS), Math.min(most, this.#most + DRIFT_MS)] as const
    // Nothing in common: the database's clock was set.
    ;[this.#least, this.#most] = narrower[0] <= narrower[1] ? narrower : [least, most]
    this.#offset = (this.#least + this.#most) / 2
  }
}
