import type { Topic, Topics } from './topics'

/** Redis pub/sub, or Postgres LISTEN/NOTIFY (server/bus/redis.ts, server/bus/postgres.ts). */
export type Bus = {
  publish<T extends Topic>(topic: T, message: Topics[T]): void
  /** Resolves once the subscription is live; the returned function ends it. */
  subscribe<T extends Topic>(topic: T, listener: Listener<Topics[T]>): Promise<() => void>
  close(): Promise<void>
}

/** `null`: the connection was away, messages may be missing; read the rows as if one had come. */
export type Listener<Message> = (message: Message | null) => void
