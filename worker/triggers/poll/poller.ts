import type { Bus } from '@/server/bus/bus'
import { log } from '@/server/log'
import { lookOnce, type PollParts } from './look'
import { claimPolls, releasePolls } from './polled-trigger'

const BEAT_MS = 3_000
/** Looks of one worker at a time. */
const AT_ONCE = 8

/** Looks on behalf of triggers whose time has come. Each is looked at by one worker at a time; its row says by which. */
export class Poller {
  readonly #parts: PollParts
  readonly #bus: Bus
  readonly #abort = new AbortController()
  readonly #looks = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #beating: Promise<void> = Promise.resolve()
  #unsubscribe = () => {}

  constructor(parts: PollParts & { bus: Bus }) {
    this.#parts = parts
    this.#bus = parts.bus
  }

  async start(): Promise<void> {
    this.#unsubscribe = await this.#bus.subscribe('polls', () => this.#beatSoon())
    this.#beatSoon()
    this.#timer = setInterval(() => this.#beatSoon(), BEAT_MS)
  }

  /** Takes on as many as there is room for, and begins to look. */
  async beat(): Promise<void> {
    const room = AT_ONCE - this.#looks.size
    if (room <= 0 || this.#abort.signal.aborted) return
    for (const trigger of await claimPolls(this.#parts.sql, this.#parts.workerId, room)) {
      const look = lookOnce(this.#parts, trigger, this.#abort.signal)
        .catch((err) => log.warn({ err, trigger: trigger.id }, 'A look could not be finished; it is made again'))
        .finally(() => {
          this.#looks.delete(look)
          this.#beatSoon()
        })
      this.#looks.add(look)
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#unsubscribe()
    this.#abort.abort(new Error('The worker stops'))
    await this.#beating
    await Promise.all(this.#looks)
    await releasePolls(this.#parts.sql, this.#parts.workerId)
  }

  #beatSoon(): void {
    if (this.#abort.signal.aborted) return
    this.#beating = this.#beating
      .then(() => this.beat())
      .catch((err) => log.warn({ err }, 'Triggers could not be claimed; the worker tries again'))
  }
}
