import { and, eq, isNull } from 'drizzle-orm'
import { partsOf } from '@/flow/comments/mentions'
import { comment, commentThread, flow, notification, user, workspace } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { membersOf } from '@/server/services/approvals/people'
import { FORMER_MEMBER } from '@/server/services/former-member'

export type Mention = {
  userId: string
  email: string
  author: string
  /** With names in place of ids. */
  said: string
  flowId: string
  flowName: string
  workspaceName: string
  path: string
}

/** What a mail would tell; null: there is nothing to tell any more, as it was read, taken back, is no business of theirs now, or they want no such mails. */
export async function mentionOf(workspaceId: string, id: string): Promise<Mention | null> {
  return inWorkspace(workspaceId, async (tx) => {
    const [found] = await tx
      .select({
        userId: notification.userId,
        authorId: comment.authorId,
        body: comment.body,
        threadId: comment.threadId,
        flowId: flow.id,
        flowName: flow.name,
        workspaceName: workspace.name,
        slug: workspace.slug,
      })
      .from(notification)
      .innerJoin(comment, and(eq(comment.workspaceId, notification.workspaceId), eq(comment.id, notification.commentId)))
      .innerJoin(commentThread, and(eq(commentThread.workspaceId, comment.workspaceId), eq(commentThread.id, comment.threadId)))
      .innerJoin(flow, and(eq(flow.workspaceId, commentThread.workspaceId), eq(flow.id, commentThread.flowId), isNull(flow.deletedAt)))
      .innerJoin(workspace, eq(workspace.id, notification.workspaceId))
      .innerJoin(user, and(eq(user.id, notification.userId), eq(user.mentionMails, true)))
      .where(and(eq(notification.workspaceId, workspaceId), eq(notification.id, id), isNull(notification.readAt)))
    const members = await membersOf(tx, workspaceId)
    const person = members.find(({ userId }) => userId === found?.userId)
    if (!found || !person) return null
    const nameOf = (userId: string) => members.find((member) => member.userId === userId)?.name ?? FORMER_MEMBER
    const said = partsOf(found.body).map((part) => ('text' in part ? part.text : `@${nameOf(part.userId)}`))
    const { userId, flowId, flowName, workspaceName, slug, threadId } = found
    const path = `/w/${slug}/flows/${flowId}?thread=${threadId}`
    return { userId, email: person.email, author: nameOf(found.authorId), said: said.join(''), flowId, flowName, workspaceName, path }
  })
}
