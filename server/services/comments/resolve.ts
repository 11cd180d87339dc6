import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { commentThread } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { authorOf, type Call } from '../call'
import { announce } from '../live/bus'
import { demand } from '../permissions'
import { threadOf } from './thread-of'

export const ResolveThreadInput = z.strictObject({ threadId: z.uuid(), resolved: z.boolean() })

/** Says that a thread is settled, or is not after all. */
export async function resolveThread({ actor }: Call, input: z.input<typeof ResolveThreadInput>): Promise<void> {
  demand(actor, 'flow.comment')
  const { threadId, resolved } = ResolveThreadInput.parse(input)
  const flowId = await inWorkspace(actor.workspaceId, async (tx) => {
    const thread = await threadOf(tx, actor, threadId)
    if ((thread.resolvedAt !== null) === resolved) return thread.flowId
    await tx
      .update(commentThread)
      .set(resolved ? { resolvedAt: new Date(), resolvedBy: authorOf(actor) } : { resolvedAt: null, resolvedBy: null })
      .where(and(eq(commentThread.workspaceId, actor.workspaceId), eq(commentThread.id, threadId)))
    await record(tx, actor, resolved ? 'comment.resolved' : 'comment.reopened', { type: 'flow', id: thread.flowId }, { threadId })
    return thread.flowId
  })
  await announce(`comments:${flowId}`, { threadId })
}
