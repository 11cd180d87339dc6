import type { Bus } from '@/server/bus/bus'
import { log } from '@/server/log'
import { Rounds } from '../../rounds'
import { lookOnce, type PollParts } from './look'
import { claimPolls, releasePolls } from './polled-trigger'

const BEAT_MS = 3_000
/** Looks of one worker at a time. */
const AT_ONCE = 8

/** Looks on behalf of triggers whose time has come. Each is looked at by one worker at a time; its row says by which. */
export class Poller {
  readonly #parts: PollParts
  readonly #rounds: Rounds
  readonly #looks = new Set<Promise<void>>()

  constructor(parts: PollParts & { bus: Bus }) {
    this.#parts = parts
    this.#rounds = new Rounds({
      bus: parts.bus,
      topic: 'polls',
      everyMs: BEAT_MS,
      round: () => this.beat(),
      failed: 'Triggers could not be claimed; the worker tries again',
    })
  }

  start(): Promise<void> {
    return this.#rounds.start()
  }

  /** Takes on as many as there is room for, and begins to look. */
  async beat(): Promise<void> {
    const room = AT_ONCE - this.#looks.size
    if (room <= 0 || this.#rounds.signal.aborted) return
    for (const trigger of await claimPolls(this.#parts.sql, this.#parts.workerId, room)) {
      const look = lookOnce(this.#parts, trigger, this.#rounds.signal)
        .catch((err) => log.warn({ err, trigger: trigger.id }, 'A look could not be finished; it is made again'))
        .finally(() => {
          this.#looks.delete(look)
          this.#rounds.ring()
        })
      this.#looks.add(look)
    }
  }

  async stop(): Promise<void> {
    await this.#rounds.stop()
    await Promise.all(this.#looks)
    await releasePolls(this.#parts.sql, this.#parts.workerId)
  }
}
