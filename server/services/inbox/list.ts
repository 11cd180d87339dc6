import { and, desc, eq, isNull } from 'drizzle-orm'
import { comment, commentThread, flow, notification, user } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { authorOf, type Call } from '../call'
import { FORMER_MEMBER } from '../former-member'
import { demand } from '../permissions'

export type InboxItem = {
  id: string
  reason: 'mention' | 'reply'
  author: string
  authorId: string
  body: string
  flowId: string
  flowName: string
  threadId: string
  at: Date
  isRead: boolean
}

const MOST = 50

/** What others said that the caller should know of, the latest first. */
export async function listInbox({ actor }: Call): Promise<InboxItem[]> {
  demand(actor, 'flow.read')
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    const rows = await tx
      .select({
        id: notification.id,
        reason: notification.reason,
        author: user.name,
        authorId: comment.authorId,
        body: comment.body,
        flowId: flow.id,
        flowName: flow.name,
        threadId: comment.threadId,
        at: notification.createdAt,
        readAt: notification.readAt,
      })
      .from(notification)
      .innerJoin(comment, and(eq(comment.workspaceId, notification.workspaceId), eq(comment.id, notification.commentId)))
      .innerJoin(commentThread, and(eq(commentThread.workspaceId, comment.workspaceId), eq(commentThread.id, comment.threadId)))
      .innerJoin(flow, and(eq(flow.workspaceId, commentThread.workspaceId), eq(flow.id, commentThread.flowId), isNull(flow.deletedAt)))
      .leftJoin(user, eq(user.id, comment.authorId))
      .where(and(eq(notification.workspaceId, workspaceId), eq(notification.userId, authorOf(actor))))
      .orderBy(desc(notification.id))
      .limit(MOST)
    return rows.map(({ author, readAt, ...row }) => ({ ...row, author: author ?? FORMER_MEMBER, isRead: readAt !== null }))
  })
}
