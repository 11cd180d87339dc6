import { z } from 'zod'

/** Any JSON value. What travels between steps is always this, never a host object. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export type JsonObject = { [key: string]: Json }

export const JsonSchema: z.ZodType<Json> = z.json()

export const JsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), JsonSchema)

export { isJsonObject } from './is-json-object'
