import type { Topic, Topics } from './topics'

/** Redis pub/sub, or Postgres LISTEN/NOTIFY (server/bus/redis.ts, server/bus/postgres.ts). */
export type Bus = {
  publish<T extends Topic>(topic: T, message: Topics[T]): void
  /** Resolves once the subscription is live; the returned function ends it. */
  subscribe<T extends Topic>(topic: T, listener: (message: Topics[T]) => void): Promise<() => void>
  close(): Promise<void>
}
