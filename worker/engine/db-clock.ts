/**
 * The database's time, carried on between heartbeats by a clock that never jumps. Every instant in a journal and every
 * timer is on it, so that a worker with a wrong clock neither wakes early nor writes a strange history.
 */
export class DbClock {
  #offset = Date.now() - performance.now()

  now(): number {
    return Math.round(this.#offset + performance.now())
  }

  /** `databaseNow` was read between these two moments of `performance.now()`. */
  set(databaseNow: Date, asked: number, answered: number): void {
    this.#offset = databaseNow.getTime() - (asked + answered) / 2
  }
}
