import { eq } from 'drizzle-orm'
import { workspace } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { type Retention, retentionOf } from '../../retention/policy'
import { type Call, notFound } from '../call'
import { demand } from '../permissions'

/** `own` null: the workspace says nothing, and does as the installation does. */
export type KeptFor = { own: Retention | null; installation: Retention }

export async function getRetention({ actor }: Call): Promise<KeptFor> {
  demand(actor, 'workspace.read')
  const [found] = await inWorkspace(actor.workspaceId, (tx) =>
    tx.select({ own: workspace.retention }).from(workspace).where(eq(workspace.id, actor.workspaceId)),
  )
  if (!found) throw notFound('workspace')
  return { own: found.own, installation: retentionOf(null) }
}
