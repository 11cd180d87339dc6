import type { JobsOptions } from 'bullmq'
import { z } from 'zod'
import { DOORBELL_BATCH } from './doorbell'

type JobKind = { queue: string; data: z.ZodType; options: JobsOptions }

/** Every job there is. A job is a hint that carries ids; what it is about stands in Postgres. */
export const CATALOGUE = {
  'runs.queued': {
    queue: 'kaos-doorbell',
    /** Ids of runs by their workspace. */
    data: z.strictObject({ queued: z.record(z.uuid(), z.array(z.uuid()).min(1).max(DOORBELL_BATCH)) }),
    options: {
      // The claim decides, and the reconciler rings again: a failed hint is not worth a retry, a done one not worth keeping.
      attempts: 1,
      removeOnComplete: true,
      removeOnFail: { age: 3600, count: 1000 },
    },
  },
} as const satisfies Record<string, JobKind>

export type JobName = keyof typeof CATALOGUE

export type JobData<Name extends JobName> = z.infer<(typeof CATALOGUE)[Name]['data']>
