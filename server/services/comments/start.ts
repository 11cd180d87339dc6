import { z } from 'zod'
import { nodeFrom, nodesOf } from '@/flow/draft/document'
import { NodeSchema } from '@/flow/graph/graph'
import { newId } from '../../db/id'
import { commentThread } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { inWorkspace } from '../../db/tenancy'
import type { Actor } from '../actor'
import { authorOf, type Call } from '../call'
import { loadDraft } from '../drafts/load-draft'
import { flowOf } from '../flows/flow-of'
import { announce } from '../live/bus'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { CommentBodySchema } from './body'
import { spendComment } from './limit'
import { say } from './say'

const Coordinate = z.number().min(-1e7).max(1e7).transform(Math.round)

export const StartThreadInput = z.strictObject({
  flowId: z.uuid(),
  /** A node, or a point of the canvas. */
  place: z.union([z.strictObject({ nodeId: NodeSchema.shape.id }), z.strictObject({ x: Coordinate, y: Coordinate })]),
  body: CommentBodySchema,
})

/** Says something about a place of the flow. */
export async function startThread({ actor }: Call, input: z.input<typeof StartThreadInput>): Promise<{ threadId: string }> {
  demand(actor, 'flow.comment')
  const { flowId, place, body } = StartThreadInput.parse(input)
  await spendComment(actor)
  const { workspaceId } = actor
  const threadId = newId()
  await inWorkspace(workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    const where = 'nodeId' in place ? { nodeId: place.nodeId, nodeLabel: await labelOf(tx, actor, flowId, place.nodeId) } : place
    await tx.insert(commentThread).values({ id: threadId, workspaceId, flowId, ...where, createdBy: authorOf(actor) })
    await say(tx, actor, { id: threadId, flowId }, body)
  })
  await announce(`comments:${flowId}`, { threadId })
  return { threadId }
}

async function labelOf(tx: Tx, actor: Actor, flowId: string, nodeId: string): Promise<string> {
  const { doc } = await loadDraft(tx, actor, flowId)
  const node = nodesOf(doc).get(nodeId)
  if (!node) throw new ServiceError('invalid', 'This step is not there any more.')
  return nodeFrom(node).label
}
