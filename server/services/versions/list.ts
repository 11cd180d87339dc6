import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { user, version } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { anyFlowOf } from '../flows/flow-of'
import { FORMER_MEMBER } from '../former-member'
import { demand } from '../permissions'

export const ListVersionsInput = z.strictObject({ flowId: z.uuid() })

export type VersionListItem = { id: string; number: number; note: string; createdAt: Date; createdBy: { name: string }; live: boolean }

/** Published versions, the newest first. */
export async function listVersions({ actor }: Call, input: z.input<typeof ListVersionsInput>): Promise<VersionListItem[]> {
  demand(actor, 'flow.read')
  const { flowId } = ListVersionsInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const { liveVersionId } = await anyFlowOf(tx, actor, flowId)
    const rows = await tx
      .select({ id: version.id, number: version.number, note: version.note, createdAt: version.createdAt, name: user.name })
      .from(version)
      .leftJoin(user, eq(user.id, version.createdBy))
      .where(and(eq(version.workspaceId, actor.workspaceId), eq(version.flowId, flowId), eq(version.kind, 'published')))
      .orderBy(desc(version.number))
      .limit(500)
    return rows.map(({ name, number, ...row }) => ({
      ...row,
      number: number ?? 0,
      createdBy: { name: name ?? FORMER_MEMBER },
      live: row.id === liveVersionId,
    }))
  })
}
