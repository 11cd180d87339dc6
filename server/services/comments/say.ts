import { and, eq, inArray } from 'drizzle-orm'
import { mentionsIn } from '@/flow/comments/mentions'
import { newId } from '../../db/id'
import { comment, membership, notification } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { env } from '../../env'
import { record } from '../../governance/audit'
import type { Actor } from '../actor'
import { authorOf } from '../call'

/** Adds a comment to a thread, and tells whoever is mentioned (by mail, too: worker/mentions), and those who spoke there before. Gives its id. */
export async function say(tx: Tx, actor: Actor, thread: { id: string; flowId: string }, body: string): Promise<string> {
  const { workspaceId } = actor
  const id = newId()
  const authorId = authorOf(actor)
  const spoken = await tx
    .select({ userId: comment.authorId })
    .from(comment)
    .where(and(eq(comment.workspaceId, workspaceId), eq(comment.threadId, thread.id)))
  await tx.insert(comment).values({ id, workspaceId, threadId: thread.id, authorId, body })
  const mentioned = new Set(mentionsIn(body))
  const asked = [...new Set([...mentioned, ...spoken.map(({ userId }) => userId)])].filter((userId) => userId !== authorId)
  // Only members are told: an id in a text is no more than text.
  const members =
    asked.length === 0
      ? []
      : await tx
          .select({ userId: membership.userId })
          .from(membership)
          .where(and(eq(membership.workspaceId, workspaceId), inArray(membership.userId, asked)))
  if (members.length > 0) {
    const rows = members.map(({ userId }) => {
      const reason = mentioned.has(userId) ? ('mention' as const) : ('reply' as const)
      const mail = reason === 'mention' && env().SMTP_URL ? ('owed' as const) : null
      return { id: newId(), workspaceId, userId, commentId: id, reason, mail }
    })
    await tx.insert(notification).values(rows)
  }
  await record(tx, actor, 'comment.added', { type: 'flow', id: thread.flowId }, { threadId: thread.id, commentId: id })
  return id
}
