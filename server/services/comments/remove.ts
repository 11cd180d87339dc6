import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { comment } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { authorOf, type Call, notFound } from '../call'
import { announce } from '../live/bus'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { threadOf } from './thread-of'

export const RemoveCommentInput = z.strictObject({ id: z.uuid() })

/** Takes back what oneself said. */
export async function removeComment({ actor }: Call, input: z.input<typeof RemoveCommentInput>): Promise<void> {
  demand(actor, 'flow.comment')
  const { id } = RemoveCommentInput.parse(input)
  const { flowId, threadId } = await inWorkspace(actor.workspaceId, async (tx) => {
    const ofComment = and(eq(comment.workspaceId, actor.workspaceId), eq(comment.id, id))
    const [found] = await tx.select().from(comment).where(ofComment)
    if (!found) throw notFound('comment')
    const { flowId } = await threadOf(tx, actor, found.threadId)
    if (found.authorId !== authorOf(actor)) throw new ServiceError('forbidden', 'Only who wrote a comment can take it back.')
    await tx.delete(comment).where(ofComment)
    await record(tx, actor, 'comment.removed', { type: 'flow', id: flowId }, { threadId: found.threadId, commentId: id })
    return { flowId, threadId: found.threadId }
  })
  await announce(`comments:${flowId}`, { threadId })
}
