import { eq } from 'drizzle-orm'
import { user } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { othersSince } from '../drafts/unpublished'
import { FORMER_MEMBER } from '../former-member'
import { ServiceError } from '../service-error'

/** Nobody's unfinished work goes live unseen. @throws ServiceError `conflict` when others changed the draft after `seen` */
export async function refuseUnseen(tx: Tx, actor: Actor, flowId: string, seen: number): Promise<void> {
  if (actor.kind === 'system') return
  const [last, ...more] = await othersSince(tx, actor, flowId, seen)
  if (last === undefined) return
  const [found] = await tx.select({ name: user.name }).from(user).where(eq(user.id, last))
  const name = found?.name ?? FORMER_MEMBER
  const who = more.length === 0 ? name : `${name} and ${more.length === 1 ? 'somebody else' : `${more.length} others`}`
  throw new ServiceError('conflict', `${who} changed this flow, and you have not seen it yet. Look at what changes, then publish.`)
}
