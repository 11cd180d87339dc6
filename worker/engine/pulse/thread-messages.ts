import { z } from 'zod'

export const STARTED_WITH = z.object({
  url: z.string(),
  worker: z.object({ id: z.string(), host: z.string() }),
  hangsAfterMs: z.number(),
})

/** What the main loop and the thread of its pulse say to each other. Instants are `monotonic()`. */
export const FROM_LOOP = z.object({ type: z.enum(['alive', 'stop']) })

export const FROM_THREAD = z.discriminatedUnion('type', [
  z.object({ type: z.literal('heard'), databaseNow: z.date(), asked: z.number(), answered: z.number() }),
  z.object({ type: z.literal('unheard'), reason: z.string() }),
])

/** Milliseconds on the clock that all threads of a process share, and that goes on while it is stopped. */
export function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
