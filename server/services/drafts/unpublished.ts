import { and, desc, eq, gt, ne } from 'drizzle-orm'
import { draftUpdate, version } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { type Actor, NOBODY } from '../actor'
import { authorOf } from '../call'

/** Up to which change the live version has the draft; 0 when nothing is live. Versions of old did not note it: then by the time. */
export async function publishedSeq(tx: Tx, { workspaceId }: Actor, flowId: string, liveVersionId: string | null): Promise<number> {
  if (!liveVersionId) return 0
  const [live] = await tx
    .select({ seq: version.draftSeq, at: version.createdAt })
    .from(version)
    .where(and(eq(version.workspaceId, workspaceId), eq(version.id, liveVersionId)))
  if (!live || live.seq !== null) return live?.seq ?? 0
  const rows = await tx
    .select({ seq: draftUpdate.seq, at: draftUpdate.at })
    .from(draftUpdate)
    .where(and(eq(draftUpdate.workspaceId, workspaceId), eq(draftUpdate.flowId, flowId)))
    .orderBy(desc(draftUpdate.seq))
  return rows.find(({ at }) => at <= live.at)?.seq ?? 0
}

/** Who, other than the actor, changed the draft after `seq`; the latest first. */
export async function othersSince(tx: Tx, actor: Actor, flowId: string, seq: number): Promise<string[]> {
  const rows = await tx
    .select({ userId: draftUpdate.userId })
    .from(draftUpdate)
    .where(
      and(
        eq(draftUpdate.workspaceId, actor.workspaceId),
        eq(draftUpdate.flowId, flowId),
        gt(draftUpdate.seq, seq),
        ne(draftUpdate.userId, authorOf(actor)),
        ne(draftUpdate.userId, NOBODY),
      ),
    )
    .orderBy(desc(draftUpdate.seq))
  return [...new Set(rows.map(({ userId }) => userId))]
}
