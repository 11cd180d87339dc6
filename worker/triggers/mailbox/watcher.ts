import { log } from '@/server/log'
import { type MailboxParts, watchMailbox } from './watch'
import { claimMailboxes, releaseMailboxes, type WatchedTrigger } from './watched-trigger'

/** A third of the lease: two beats may be missed. */
const BEAT_MS = 10_000

type Watch = { about: string; stop(): void; ended: Promise<void> }

/**
 * Watches mailboxes for flows. Each is watched by one worker, which says so in the database again and again; when it
 * no longer does, another takes over where it was. Two that watch at once do no harm: a mail is one delivery.
 */
export class MailboxWatcher {
  readonly #parts: MailboxParts
  readonly #watches = new Map<string, Watch>()
  #timer: NodeJS.Timeout | undefined
  #beating: Promise<void> = Promise.resolve()

  constructor(parts: MailboxParts) {
    this.#parts = parts
  }

  start(): void {
    const beat = () => {
      this.#beating = this.beat().catch((err) => log.warn({ err }, 'Mailboxes could not be claimed; the worker tries again'))
    }
    beat()
    this.#timer = setInterval(beat, BEAT_MS)
  }

  /** Takes on what nobody watches, keeps what it has, and lets go of what is no longer its own. */
  async beat(): Promise<void> {
    const triggers = await claimMailboxes(this.#parts.sql, this.#parts.workerId)
    const held = new Set(triggers.map(({ id }) => id))
    for (const [id, watch] of this.#watches) if (!held.has(id)) this.#end(id, watch)
    for (const trigger of triggers) {
      const watch = this.#watches.get(trigger.id)
      if (watch?.about === aboutOf(trigger)) continue
      if (watch) this.#end(trigger.id, watch)
      this.#begin(trigger)
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#beating
    const ends = [...this.#watches].map(([id, watch]) => this.#end(id, watch))
    await Promise.all(ends)
    await releaseMailboxes(this.#parts.sql, this.#parts.workerId)
  }

  #begin(trigger: WatchedTrigger): void {
    const abort = new AbortController()
    const ended = watchMailbox(this.#parts, trigger, abort.signal)
      .catch((err) => log.error({ err }, 'A mailbox is no longer watched'))
      .finally(() => {
        // Begun anew at the next beat, if it is still ours then.
        if (this.#watches.get(trigger.id) === watch) this.#watches.delete(trigger.id)
      })
    const watch = { about: aboutOf(trigger), stop: () => abort.abort(), ended }
    this.#watches.set(trigger.id, watch)
  }

  #end(id: string, watch: Watch): Promise<void> {
    this.#watches.delete(id)
    watch.stop()
    return watch.ended
  }
}

/** What a connection was opened for; other settings are read anew at each look. */
function aboutOf({ connectionId, config }: WatchedTrigger): string {
  return JSON.stringify([connectionId, config])
}
