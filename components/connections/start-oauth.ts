'use client'
import type { JsonObject } from '@/flow/json'

/** `connectionId`: an account that is connected again. */
export type OAuthStart = { connector: string; name: string; fields: JsonObject; connectionId?: string }

export type StartOAuth = { start: (what: OAuthStart) => void; isPending: boolean; error: unknown }

/** Leads to the app to sign in there, and comes back with the account. Null where this server can't do that. */
export function useStartOAuth(): StartOAuth | null {
  return null
}
