import { spend } from '../account/rate-limit'
import type { Actor } from '../actor'
import { authorOf } from '../call'

/** More than anybody writes; each may mail and ring the bell of many people. */
const MOST = { name: 'comment', most: 30, seconds: 60, says: 'You have written a lot in a minute. Wait a moment and send it again.' }

/** @throws ServiceError `limited` */
export function spendComment(actor: Actor): Promise<void> {
  return spend(MOST, actor.workspaceId, authorOf(actor))
}
