import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { version } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { readDraft } from '../drafts/read-draft'
import { laneOf, type Priority, priorityName } from '../lanes/change-lane'
import { demand } from '../permissions'
import { hashOf } from '../versions/hash'
import { flowOf } from './flow-of'

export const GetFlowInput = z.strictObject({ id: z.uuid() })

export type FlowDetail = {
  id: string
  name: string
  folderId: string | null
  enabled: boolean
  liveVersion: { id: string; number: number } | null
  /** The draft differs from the live version. */
  draftChanged: boolean
  /** Runs stay queued. */
  paused: boolean
  priority: Priority
  /** Runs at once; null: as many as there are. */
  most: number | null
}

export async function getFlow({ actor }: Call, input: z.input<typeof GetFlowInput>): Promise<FlowDetail> {
  demand(actor, 'flow.read')
  const { id } = GetFlowInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const { name, folderId, enabled, liveVersionId } = await flowOf(tx, actor, id)
    const draft = await readDraft(tx, actor, id)
    const [live] = liveVersionId
      ? await tx.select({ id: version.id, number: version.number, hash: version.hash }).from(version).where(eq(version.id, liveVersionId))
      : []
    const { pausedAt, priority, most } = await laneOf(tx, { workspaceId: actor.workspaceId, id })
    return {
      id,
      name,
      folderId,
      enabled,
      liveVersion: live?.number ? { id: live.id, number: live.number } : null,
      draftChanged: live ? live.hash !== hashOf(draft.graph()) : draft.graph().nodes.length > 0,
      paused: pausedAt !== null,
      priority: priorityName(priority),
      most,
    }
  })
}
