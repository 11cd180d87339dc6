import type { Capabilities, HttpRequest } from '@/flow/define/capabilities'
import type { Json, JsonObject } from '@/flow/json'

/**
 * A vendor as it lives inside KAOS: it answers the very requests that the connector would send to the vendor, from records
 * of its own. It is tested against the vendor's description of its API, requests and answers.
 */
export type SandboxApp = (request: HttpRequest, context: SandboxContext) => Promise<SandboxAnswer>

export type SandboxContext = {
  records: SandboxRecords
  files: Capabilities['files']
  now: Date
  /** The run that asks, where one does. */
  runId?: string
}

export type SandboxAnswer = { status: number; headers?: Record<string, string>; body: Json }

/** What the vendor remembers, by kind (`xero.invoice`) and the vendor's id; newest first. */
export type SandboxRecords = {
  get(kind: string, key: string): Promise<JsonObject | null>
  /** Makes or replaces it. */
  put(kind: string, key: string, body: JsonObject): Promise<void>
  list(kind: string): Promise<{ key: string; body: JsonObject }[]>
}
