import { and, eq } from 'drizzle-orm'
import type { Graph } from '@/flow/graph/graph'
import { storable } from '@/flow/storable'
import { newId } from '../../db/id'
import { version } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { authorOf } from '../call'
import { hashOf } from './hash'

/** The draft as it is now, kept once per content: whoever uses the same draft again uses the same snapshot. */
export async function keepSnapshot(tx: Tx, actor: Actor, flowId: string, drawn: Graph): Promise<string> {
  const { workspaceId } = actor
  const graph = storable(drawn)
  const hash = hashOf(graph)
  const row = { id: newId(), workspaceId, flowId, kind: 'snapshot' as const, graph, hash, createdBy: authorOf(actor) }
  const [added] = await tx.insert(version).values(row).onConflictDoNothing().returning({ id: version.id })
  if (added) return added.id
  const [kept] = await tx
    .select({ id: version.id })
    .from(version)
    .where(and(eq(version.workspaceId, workspaceId), eq(version.flowId, flowId), eq(version.hash, hash), eq(version.kind, 'snapshot')))
  if (!kept) throw new Error('The snapshot was neither added nor found.')
  return kept.id
}
