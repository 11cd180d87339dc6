import type { Json, JsonObject } from '@/flow/json'
import type { ConnectionRow } from './connection-of'
import { type FilledIn, fieldsWith } from './fill-in'

/** Secrets go where they went: every field that says so is the same, and so are the hosts that come of them. */
export function isSamePlace({ connector, allowedHosts }: ConnectionRow, before: JsonObject, now: FilledIn): boolean {
  return isSame(allowedHosts, now.allowedHosts) && fieldsWith(connector, 'target').every((name) => isSame(before[name], now.fields[name]))
}

export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
