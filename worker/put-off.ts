/**
 * What could not be done just now, by name. It is tried again after a pause, which doubles with each failure in a row, and until
 * then it is in the way of nothing younger. Kept in memory: another worker may try it in the meantime.
 */
export class PutOff {
  readonly #firstMs: number
  readonly #longestMs: number
  readonly #until = new Map<string, { at: number; pauseMs: number }>()

  constructor({ firstMs, longestMs = firstMs }: { firstMs: number; longestMs?: number }) {
    this.#firstMs = firstMs
    this.#longestMs = longestMs
  }

  /** What is not to be tried yet. What nobody put off again in all that time is forgotten. */
  names(now = Date.now()): string[] {
    for (const [name, { at }] of this.#until) if (at + this.#longestMs <= now) this.#until.delete(name)
    return [...this.#until].filter(([, { at }]) => at > now).map(([name]) => name)
  }

  again(name: string, now = Date.now()): void {
    const before = this.#until.get(name)
    const pauseMs = Math.min(this.#longestMs, before ? before.pauseMs * 2 : this.#firstMs)
    this.#until.set(name, { at: now + pauseMs, pauseMs })
  }

  done(name: string): void {
    this.#until.delete(name)
  }
}
