import { and, eq, isNull, or, type SQL } from 'drizzle-orm'
import { runView } from '../../db/schema'
import type { Actor } from '../actor'

/** As many as anybody finds their way in. */
export const MOST_VIEWS = 50

/** Those that this person sees: the shared ones and the own ones. */
export function seenBy(actor: Actor): SQL | undefined {
  const own = actor.kind === 'member' ? eq(runView.ownerId, actor.userId) : undefined
  return and(eq(runView.workspaceId, actor.workspaceId), or(isNull(runView.ownerId), own))
}
