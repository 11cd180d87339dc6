import { z } from 'zod'
import { env } from '../env'

/** The choices on the page; an installation's own default may lie between them. `forever` is also the answer to a legal hold. */
export const DETAILS_DAYS = [30, 90, 365] as const
export const RUNS_DAYS = [365, 1_095, 3_650] as const

const KeptSchema = z.union([z.number().int().min(1), z.literal('forever')])

/** Days after the end of a run: `details` is its input, journal, calls and files; `runs` its line in the list, and who approved. */
export const RetentionSchema = z.strictObject({ details: KeptSchema, runs: KeptSchema })

export type Kept = z.infer<typeof KeptSchema>
export type Retention = z.infer<typeof RetentionSchema>

export function retentionOf(own: Retention | null): Retention {
  return own ?? { details: env().KAOS_KEEP_DETAILS_DAYS, runs: env().KAOS_KEEP_RUNS_DAYS }
}
