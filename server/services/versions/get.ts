import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Graph } from '@/flow/graph/graph'
import { user } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { anyFlowOf } from '../flows/flow-of'
import { FORMER_MEMBER } from '../former-member'
import { demand } from '../permissions'
import { versionOf } from './version-of'

export const GetVersionInput = z.strictObject({ id: z.uuid() })

export type VersionDetail = {
  id: string
  flowId: string
  /** Null for the snapshot a test run used. */
  number: number | null
  note: string
  createdAt: Date
  createdBy: { name: string }
  live: boolean
  graph: Graph
}

export async function getVersion({ actor }: Call, input: z.input<typeof GetVersionInput>): Promise<VersionDetail> {
  demand(actor, 'flow.read')
  const { id } = GetVersionInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const { flowId, number, note, createdAt, createdBy, graph } = await versionOf(tx, actor, id)
    const { liveVersionId } = await anyFlowOf(tx, actor, flowId)
    const [author] = await tx.select({ name: user.name }).from(user).where(eq(user.id, createdBy))
    return { id, flowId, number, note, createdAt, createdBy: { name: author?.name ?? FORMER_MEMBER }, live: id === liveVersionId, graph }
  })
}
