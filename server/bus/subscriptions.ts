import { log } from '../log'
import type { Listener } from './bus'
import type { Message } from './message'
import type { Topic, Topics } from './topics'

/** Who in this process listens to which topic. */
export class Subscriptions {
  readonly #listeners = new Map<string, Set<Listener<Message>>>()

  topics(): string[] {
    return [...this.#listeners.keys()]
  }

  has(topic: string): boolean {
    return this.#listeners.has(topic)
  }

  /** The returned function removes the listener and says whether it was the topic's last. */
  add<T extends Topic>(topic: T, listener: Listener<Topics[T]>): () => boolean {
    // A topic carries one kind of message only, which the map's type cannot say. Wrapped, so that one listener may come twice.
    const entry: Listener<Message> = (message) => (listener as Listener<Message>)(message)
    const listeners = this.#listeners.get(topic) ?? new Set()
    this.#listeners.set(topic, listeners.add(entry))
    return () => {
      if (!listeners.delete(entry) || listeners.size > 0 || this.#listeners.get(topic) !== listeners) return false
      return this.#listeners.delete(topic)
    }
  }

  deliver(topic: string, message: Message): void {
    for (const listener of [...(this.#listeners.get(topic) ?? [])]) tell(listener, message)
  }

  /** After the connection was away: everybody reads again. */
  deliverGap(): void {
    for (const listeners of [...this.#listeners.values()]) for (const listener of [...listeners]) tell(listener, null)
  }
}

function tell(listener: Listener<Message>, message: Message | null): void {
  try {
    listener(message)
  } catch (err) {
    log.error({ err }, 'A listener of the bus failed')
  }
}
