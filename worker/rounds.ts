import type { Bus } from '@/server/bus/bus'
import type { Topic } from '@/server/bus/topics'
import { log } from '@/server/log'

type Work = {
  bus: Bus
  /** Whoever has something to do rings here; left out: nothing is that urgent. */
  topic?: Topic
  /** In case nobody heard it ring. */
  everyMs: number
  /** Finds what there is to do, and does it. */
  round(): Promise<void>
  /** Said when a round fails. */
  failed: string
}

/** Rounds of a worker over rows that somebody leaves for it, one at a time. A ring that comes during one is not forgotten. */
export class Rounds {
  readonly #work: Work
  readonly #abort = new AbortController()
  #under: Promise<void> | null = null
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
    await this.#under
  }

  ring(): void {
    if (this.#abort.signal.aborted) return
    const { round, failed } = this.#work
    this.#rang = this.#under !== null
    if (this.#rang) return
    this.#under = round()
      .catch((err) => log.warn({ err }, failed))
      .finally(() => {
        this.#under = null
        if (this.#rang) this.ring()
      })
  }
}
