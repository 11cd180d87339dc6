import type { TRPCClient } from '@trpc/client'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppRouter } from '@/server/trpc/router'
import { newId } from '../editor/new-id'
import { ALONE } from '../trpc/client'
import { openPresence, type Presence, type PresenceNews } from './presence'

/** The others, as an open editor knows them: where they are, and that they said something. */
export type Together = Omit<Presence, 'hear'> & {
  /** Names this tab to the server. */
  tab: string
  hear(news: TogetherNews): void
  /** Whose view is shown. */
  following: StoreApi<string | null>
  follow(id: string | null): void
  onComments(listener: () => void): () => void
}

export type TogetherNews = { kind: 'people'; people: PresenceNews } | { kind: 'comments' }

export function openTogether(client: TRPCClient<AppRouter>, flowId: string): Together {
  const tab = newId()
  const presence = openPresence((whereabouts) => client.drafts.say.mutate({ flowId, tab, whereabouts }, { context: ALONE }))
  const following = createStore<string | null>(() => null)
  const listeners = new Set<() => void>()
  return {
    ...presence,
    tab,
    hear(news) {
      if (news.kind === 'people') presence.hear(news.people)
      else for (const listener of listeners) listener()
    },
    following,
    follow: (id) => following.setState(id, true),
    onComments(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
