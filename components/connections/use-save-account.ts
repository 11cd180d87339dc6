'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ManifestConnector } from '@/flow/define/manifest'
import type { JsonObject } from '@/flow/json'
import { errorMessage } from '../trpc/error-of'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import type { AccountValues } from './account-form'

type Saved = { id: string; name: string }
type Outcome = { saved: Saved; works: boolean; words: string }

/** Keeps an account and asks the app at once whether it works. Saving again after a refusal changes the same account. */
export function useSaveAccount(app: ManifestConnector, existing: Saved | null, onWorks: (outcome: Outcome) => void) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const queryClient = useQueryClient()
  const [saved, setSaved] = useState(existing)

  const keep = async ({ name, fields }: AccountValues): Promise<Saved> => {
    if (!saved) return { id: (await api.connections.create.mutate({ connector: app.id, name, fields: withoutGaps(fields) })).id, name }
    if (saved.name !== name) await api.connections.rename.mutate({ id: saved.id, name })
    await api.connections.update.mutate({ id: saved.id, fields })
    return { id: saved.id, name }
  }
  return useMutation({
    mutationFn: async (values: AccountValues): Promise<Outcome> => {
      const now = await keep(values)
      setSaved(now)
      const found = await api.connections.test
        .mutate({ id: now.id })
        .catch((error: unknown) => ({ works: false, reason: errorMessage(error) }))
      return { saved: now, works: found.works, words: 'account' in found ? found.account : found.reason }
    },
    onSuccess: (outcome) => outcome.works && onWorks(outcome),
    onSettled: () => queryClient.invalidateQueries(trpc.connections.pathFilter()),
  })
}

/** A new account has no secret that could be forgotten. */
function withoutGaps(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
