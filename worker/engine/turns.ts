import { setImmediate } from 'node:timers/promises'

/** Runs compute for so long at most before everything else (timers, answers, the heartbeat) gets its turn. */
const TURN_MS = 8

/**
 * Who wants to compute takes a turn, one after another. However many runs there are, and however much each computes,
 * the event loop is held up for about one turn at a time.
 */
export class Turns {
  readonly #waiting: (() => void)[] = []
  #beganAt = Number.NEGATIVE_INFINITY
  #giving = false

  /** True: whoever computes now should stop and wait for its next turn. */
  get isOver(): boolean {
    return performance.now() - this.#beganAt > TURN_MS
  }

  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      if (this.#giving) return
      this.#giving = true
      void this.#give()
    })
  }

  async #give(): Promise<void> {
    while (this.#waiting.length > 0) {
      await setImmediate()
      this.#beganAt = performance.now()
      const turn = this.#waiting.splice(0)
      let given = 0
      while (given < turn.length && !this.isOver) {
        turn[given++]?.()
        // What was waiting goes on before this does.
        await undefined
      }
      if (given < turn.length) this.#waiting.unshift(...turn.slice(given))
    }
    this.#giving = false
  }
}
