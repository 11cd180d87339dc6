import { and, eq, max } from 'drizzle-orm'
import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { checkGraph } from '@/flow/checks/check-graph'
import { graphFromDoc } from '@/flow/draft/document'
import { storable } from '@/flow/storable'
import { newId } from '../../db/id'
import { flow, version } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { authorOf, type Call } from '../call'
import { loadDraft } from '../drafts/load-draft'
import { publishedSeq } from '../drafts/unpublished'
import { aroundFlow } from '../flows/around-flow'
import { flowOf } from '../flows/flow-of'
import { demand } from '../permissions'
import { syncTriggers } from '../triggers/sync-triggers'
import { hashOf } from './hash'
import { refuseProblems } from './refuse-problems'
import { refuseUnseen } from './refuse-unseen'

export const PublishVersionInput = z.strictObject({
  flowId: z.uuid(),
  note: z.string().trim().max(2_000).default(''),
  /** Up to which change the person has seen what others made of the draft. */
  seen: z.number().int().min(0).default(0),
})

/** Makes the draft, as it is now, the live version. The draft's lock keeps pushes and other publishes waiting meanwhile. */
export async function publishVersion({ actor }: Call, input: z.input<typeof PublishVersionInput>): Promise<{ id: string; number: number }> {
  demand(actor, 'flow.publish')
  const { flowId, note, seen } = PublishVersionInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    const { doc, seq: draftSeq } = await loadDraft(tx, actor, flowId, { lock: true })
    const { enabled, liveVersionId } = await flowOf(tx, actor, flowId, { lock: true })
    await refuseUnseen(tx, actor, flowId, Math.max(seen, await publishedSeq(tx, actor, flowId, liveVersionId)))
    const graph = storable(graphFromDoc(doc))
    refuseProblems(checkGraph(graph, manifest, await aroundFlow(tx, workspaceId, flowId)), 'publish')
    const [newest] = await tx
      .select({ number: max(version.number) })
      .from(version)
      .where(and(eq(version.workspaceId, workspaceId), eq(version.flowId, flowId)))
    const number = (newest?.number ?? 0) + 1
    const id = newId()
    const createdBy = authorOf(actor)
    await tx
      .insert(version)
      .values({ id, workspaceId, flowId, kind: 'published', number, graph, hash: hashOf(graph), note, draftSeq, createdBy })
    await tx.update(flow).set({ liveVersionId: id, updatedAt: new Date() }).where(eq(flow.id, flowId))
    await syncTriggers(tx, { workspaceId, flowId, versionId: id, graph, enabled })
    await record(tx, actor, 'version.published', { type: 'version', id }, { flowId, number, note })
    return { id, number }
  })
}
