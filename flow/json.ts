import { z } from 'zod'

/** Any JSON value. What travels between steps is always this, never a host object. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export type JsonObject = { [key: string]: Json }

export const JsonSchema: z.ZodType<Json> = /* @__PURE__ */ z.json()

export const JsonObjectSchema: z.ZodType<JsonObject> = /* @__PURE__ */ z.record(/* @__PURE__ */ z.string(), JsonSchema)

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
