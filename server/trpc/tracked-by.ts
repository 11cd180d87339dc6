import { type TrackedEnvelope, tracked } from '@trpc/server'

/** Gives each item the number a reconnecting browser names to go on after it. */
export async function* trackedBy<T>(items: AsyncIterable<T>, numberOf: (item: T) => number): AsyncGenerator<TrackedEnvelope<T>> {
  for await (const item of items) yield tracked(String(numberOf(item)), item)
}
