import { z } from 'zod'
import { env } from '../env'

/** Younger than a week nothing is removed (drizzle/0009). */
const KeptSchema = z.union([z.number().int().min(7), z.literal('forever')])

/** Days after the end of a run: `details` is its input, journal, calls and files; `runs` its line in the list, and who approved. */
export const RetentionSchema = z.strictObject({ details: KeptSchema, runs: KeptSchema })

export type Kept = z.infer<typeof KeptSchema>
export type Retention = z.infer<typeof RetentionSchema>

export function retentionOf(own: Retention | null): Retention {
  return own ?? { details: env().KAOS_KEEP_DETAILS_DAYS, runs: env().KAOS_KEEP_RUNS_DAYS }
}

export function keepsLonger(one: Kept, other: Kept): boolean {
  return other !== 'forever' && (one === 'forever' || one > other)
}
