'use client'
import { useMutation } from '@tanstack/react-query'
import type { JsonObject } from '@/flow/json'
import { useTRPC } from '../trpc/provider'

/** `connectionId`: an account that is connected again. */
export type OAuthStart = { connector: string; name: string; fields: JsonObject; connectionId?: string }

export type StartOAuth = { start: (what: OAuthStart) => void; isPending: boolean; error: unknown }

/** Leads to the app to sign in there; the app sends back to `/connected`, with the account. */
export function useStartOAuth(): StartOAuth {
  const trpc = useTRPC()
  const start = useMutation(trpc.connections.startSignIn.mutationOptions({ onSuccess: ({ url }) => window.location.assign(url) }))
  return { start: (what) => start.mutate(what), isPending: start.isPending || start.isSuccess, error: start.error }
}
