import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { commentThread } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { announce } from '../live/bus'
import { demand } from '../permissions'
import { CommentBodySchema } from './body'
import { spendComment } from './limit'
import { say } from './say'
import { threadOf } from './thread-of'

export const ReplyInput = z.strictObject({ threadId: z.uuid(), body: CommentBodySchema })

/** Goes on with a thread. One that was settled is open again. */
export async function reply({ actor }: Call, input: z.input<typeof ReplyInput>): Promise<{ commentId: string }> {
  demand(actor, 'flow.comment')
  const { threadId, body } = ReplyInput.parse(input)
  await spendComment(actor)
  const { flowId, commentId } = await inWorkspace(actor.workspaceId, async (tx) => {
    const thread = await threadOf(tx, actor, threadId)
    if (thread.resolvedAt) {
      await tx
        .update(commentThread)
        .set({ resolvedAt: null, resolvedBy: null })
        .where(and(eq(commentThread.workspaceId, actor.workspaceId), eq(commentThread.id, threadId)))
    }
    return { flowId: thread.flowId, commentId: await say(tx, actor, thread, body) }
  })
  await announce(`comments:${flowId}`, { threadId })
  return { commentId }
}
