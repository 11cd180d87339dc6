import { log } from '../log'
import type { Letter, Message } from './message'

/** A pause grows with what was said before it, so that a lone answer is not held up by the question before it. */
const PAUSE_MS_A_LETTER = 1
const LONGEST_PAUSE_MS = 40

/**
 * Gathers what is published: the first message after a quiet time leaves at once, a burst leaves 25 times a second or
 * more. Of several positions in one topic only the furthest travels; the same news never travels twice in a batch.
 */
export class Outbox {
  readonly #send: (letters: Letter[]) => Promise<unknown>
  #waiting = new Map<string, Letter>()
  #timer: NodeJS.Timeout | undefined
  #atOnce: NodeJS.Immediate | undefined
  #sending: Promise<void> = Promise.resolve()
  #nextAt = 0
  #failing = false

  constructor(send: (letters: Letter[]) => Promise<unknown>) {
    this.#send = send
  }

  add(topic: string, message: Message): void {
    const key = 'seq' in message ? topic : `${topic} ${Object.values(message)[0]}`
    const held = this.#waiting.get(key)?.message
    const behind = held && 'seq' in held && 'seq' in message && held.seq >= message.seq
    if (!behind) this.#waiting.set(key, { topic, message })
    if (this.#timer !== undefined || this.#atOnce !== undefined) return
    const pause = this.#nextAt - performance.now()
    // A timer of no time at all is a millisecond late.
    if (pause > 0) this.#timer = setTimeout(() => this.#flush(), pause)
    else this.#atOnce = setImmediate(() => this.#flush())
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer)
    clearImmediate(this.#atOnce)
    this.#flush()
    await this.#sending
  }

  #flush(): void {
    this.#timer = undefined
    this.#atOnce = undefined
    const letters = [...this.#waiting.values()]
    this.#nextAt = performance.now() + Math.min(LONGEST_PAUSE_MS, letters.length * PAUSE_MS_A_LETTER)
    this.#waiting = new Map()
    if (letters.length === 0) return
    this.#sending = this.#send(letters).then(
      () => {
        this.#failing = false
      },
      (err) => {
        if (!this.#failing) log.warn({ err }, 'Live updates are delayed: the bus does not take messages')
        this.#failing = true
      },
    )
  }
}
