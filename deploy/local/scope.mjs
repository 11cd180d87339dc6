/**
 * What has been started and must be ended, last first. A start that is interrupted half way, or fails in one of the things
 * it does at the same time, leaves nothing behind: `close` first waits for all of them.
 */
export class Scope {
  #abort = new AbortController()
  #underWay = new Set()
  #closers = []

  signal = this.#abort.signal

  /** Waits for what `work` starts and keeps it to be ended with `stop()`. */
  async own(work) {
    const thing = await this.#track(work)
    this.#closers.push(() => thing.stop())
    this.signal.throwIfAborted()
    return thing
  }

  onClose(close) {
    this.#closers.push(close)
  }

  /** As Promise.all; the first failure ends what the others have begun. */
  async together(works) {
    return this.#track(Promise.all(works.map((work) => this.#track(work))))
  }

  async close() {
    this.#abort.abort(new Error('KAOS is stopping'))
    await Promise.allSettled(this.#underWay)
    for (const close of this.#closers.splice(0).reverse()) await close()
  }

  async #track(work) {
    this.#underWay.add(work)
    try {
      return await work
    } finally {
      this.#underWay.delete(work)
    }
  }
}
