import { z } from 'zod'
import { JsonObjectSchema } from '@/flow/json'

const ShownSchema = z.object({
  fields: JsonObjectSchema.default({}),
  secrets: z.array(z.string()).default([]),
  account: z.string().optional(),
})

/** What of an account's settings its form and its row show: never a secret. */
export function shownOf(settings: unknown): z.output<typeof ShownSchema> {
  return ShownSchema.catch({ fields: {}, secrets: [] }).parse(settings)
}
