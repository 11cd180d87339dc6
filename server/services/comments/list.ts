import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { comment, commentThread, user } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { FORMER_MEMBER } from '../former-member'
import { demand } from '../permissions'

export const ListThreadsInput = z.strictObject({ flowId: z.uuid() })

export type Thread = {
  id: string
  /** Null: on the canvas, at `point`. */
  nodeId: string | null
  /** What the node was called when the thread began. */
  nodeLabel: string
  point: { x: number; y: number } | null
  resolvedAt: Date | null
  comments: { id: string; authorId: string; author: string; body: string; createdAt: Date }[]
}

const MOST = 500

/** What is said about a flow, the latest thread first, each from its beginning. */
export async function listThreads({ actor }: Call, input: z.input<typeof ListThreadsInput>): Promise<Thread[]> {
  demand(actor, 'flow.read')
  const { flowId } = ListThreadsInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    const threads = await tx
      .select()
      .from(commentThread)
      .where(and(eq(commentThread.workspaceId, workspaceId), eq(commentThread.flowId, flowId)))
      .orderBy(desc(commentThread.id))
      .limit(MOST)
    const ids = threads.map(({ id }) => id)
    if (ids.length === 0) return []
    const comments = await tx
      .select({
        id: comment.id,
        threadId: comment.threadId,
        authorId: comment.authorId,
        author: user.name,
        body: comment.body,
        createdAt: comment.createdAt,
      })
      .from(comment)
      .leftJoin(user, eq(user.id, comment.authorId))
      .where(and(eq(comment.workspaceId, workspaceId), inArray(comment.threadId, ids)))
      .orderBy(asc(comment.id))
    return threads.flatMap(({ id, nodeId, nodeLabel, x, y, resolvedAt }) => {
      const said = comments.filter(({ threadId }) => threadId === id)
      // All of it was taken back.
      if (said.length === 0) return []
      const point = x !== null && y !== null ? { x, y } : null
      return [
        {
          id,
          nodeId,
          nodeLabel,
          point,
          resolvedAt,
          comments: said.map(({ threadId: _, author, ...rest }) => ({ ...rest, author: author ?? FORMER_MEMBER })),
        },
      ]
    })
  })
}
