'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ManifestConnector } from '@/flow/define/manifest'
import { ALONE } from '../trpc/client'
import { errorMessage } from '../trpc/error-of'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import type { AccountValues } from './account-form'
import { withoutGaps } from './account-values'

type Saved = { id: string; name: string }
type Outcome = { saved: Saved; works: boolean; words: string }

const LONGEST_NAME = 120

/**
 * Keeps an account and asks the app at once whether it works, and who it is where no name was given. Saving again after a
 * refusal changes the same account.
 */
export function useSaveAccount(app: ManifestConnector, existing: Saved | null, onWorks: (outcome: Outcome) => void) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const queryClient = useQueryClient()
  const [saved, setSaved] = useState(existing)

  const keep = async ({ name, fields }: AccountValues): Promise<Saved> => {
    if (!saved) {
      const { id } = await api.connections.create.mutate({ connector: app.id, name: name || app.title, fields: withoutGaps(fields) })
      return { id, name: name || app.title }
    }
    if (name && saved.name !== name) await api.connections.rename.mutate({ id: saved.id, name })
    await api.connections.update.mutate({ id: saved.id, fields })
    return { id: saved.id, name: name || saved.name }
  }
  const ask = (id: string) =>
    api.connections.test
      .mutate({ id }, { context: ALONE })
      .catch((error: unknown) => ({ works: false as const, reason: errorMessage(error) }))

  /** A name that may not be shown here is not taken over. */
  const nameAfter = ({ id, name }: Saved, account: string): Promise<Saved> =>
    api.connections.rename.mutate({ id, name: account.slice(0, LONGEST_NAME) }).then(
      () => ({ id, name: account }),
      () => ({ id, name }),
    )

  return useMutation({
    mutationFn: async (values: AccountValues): Promise<Outcome> => {
      const now = await keep(values)
      setSaved(now)
      const found = await ask(now.id)
      if (!found.works) return { saved: now, works: false, words: found.reason }
      if (values.name) return { saved: now, works: true, words: found.account }
      return { saved: await nameAfter(now, found.account), works: true, words: found.account }
    },
    onSuccess: (outcome) => outcome.works && onWorks(outcome),
    onSettled: () => queryClient.invalidateQueries(trpc.connections.pathFilter()),
  })
}
