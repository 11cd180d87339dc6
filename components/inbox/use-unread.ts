'use client'
import { useListens } from '../ui/use-listens'
import { useInbox } from './use-inbox'

/** How much of it is not read yet. */
export function useUnread(): number {
  // Parts of a page wake one after the other: what one has fetched by then, this one does not draw before it is awake itself.
  const listens = useListens()
  const unread = useInbox().filter(({ isRead }) => !isRead).length
  return listens ? unread : 0
}
