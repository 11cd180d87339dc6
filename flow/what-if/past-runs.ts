import { z } from 'zod'

/** A draft is tried on so many past runs at most. */
export const MOST_PAST_RUNS = 1_000

/** The newest runs of a flow that are over: which of them, and how many. */
export const PastRunsSchema = z.strictObject({
  most: z.number().int().min(1).max(MOST_PAST_RUNS).default(50),
  ended: z.enum(['either', 'succeeded', 'failed']).default('either'),
  mode: z.enum(['live', 'test', 'any']).default('live'),
})

export type PastRuns = z.infer<typeof PastRunsSchema>
