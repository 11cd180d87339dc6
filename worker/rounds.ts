import type { Bus } from '@/server/bus/bus'
import type { Topic } from '@/server/bus/topics'
import { log } from '@/server/log'

type Work = {
  bus: Bus
  /** Whoever has something to do rings here; left out: nothing is that urgent. */
  topic?: Topic
  /** In case nobody heard it ring. */
  everyMs: number
  /** Rounds at a time. */
  atOnce?: number
  /** Finds what there is to do, and does it. */
  round(): Promise<void>
  /** Said when a round fails. */
  failed: string
}

/** Rounds of a worker over rows that somebody leaves for it. A ring that comes while its hands are full is not forgotten. */
export class Rounds {
  readonly #work: Work
  readonly #abort = new AbortController()
  readonly #under = new Set<Promise<void>>()
  #rang = false
  #timer: NodeJS.Timeout | undefined
  #unsubscribe = () => {}

  constructor(work: Work) {
    this.#work = work
  }

  /** Aborted when the worker stops. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  async start(): Promise<void> {
    const { bus, topic, everyMs } = this.#work
    if (topic) this.#unsubscribe = await bus.subscribe(topic, () => this.ring())
    this.#timer = setInterval(() => this.ring(), everyMs)
    this.ring()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#unsubscribe()
    this.#abort.abort(new Error('The worker stops'))
    await Promise.all(this.#under)
  }

  ring(): void {
    if (this.#abort.signal.aborted) return
    const { round, atOnce = 1, failed } = this.#work
    this.#rang = this.#under.size >= atOnce
    if (this.#rang) return
    const under = round()
      .catch((err) => log.warn({ err }, failed))
      .finally(() => {
        this.#under.delete(under)
        if (this.#rang) this.ring()
      })
    this.#under.add(under)
  }
}
