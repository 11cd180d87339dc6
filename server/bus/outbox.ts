import { log } from '../log'
import type { Letter, Message } from './message'

const PAUSE_MS = 40

/**
 * Gathers what is published: the first message after a quiet time leaves at once, a burst leaves about 25 times a
 * second. Of several positions in one topic only the furthest travels; the same news never travels twice in a batch.
 */
export class Outbox {
  readonly #send: (letters: Letter[]) => Promise<unknown>
  #waiting = new Map<string, Letter>()
  #timer: NodeJS.Timeout | undefined
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
    this.#timer ??= setTimeout(() => this.#flush(), Math.max(0, this.#nextAt - Date.now()))
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer)
    this.#flush()
    await this.#sending
  }

  #flush(): void {
    this.#timer = undefined
    this.#nextAt = Date.now() + PAUSE_MS
    const letters = [...this.#waiting.values()]
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
