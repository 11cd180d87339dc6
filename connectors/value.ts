import { z } from 'zod'
import type { Json } from '@/flow/json'

/**
 * Any value, mapped or typed in. The engine hands nodes JSON and nothing else, so it isn't walked a second time here
 * (hence the cast), and its JSON Schema is simply `{}`.
 */
export const Value: z.ZodType<Json> = z.unknown() as z.ZodType<Json>
