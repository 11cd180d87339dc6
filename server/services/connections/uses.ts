import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { inNaturalOrder } from '@/flow/natural-order'
import { flow, version } from '../../db/schema'
import type { Tx } from '../../db/tenancy'

export type FlowUse = { id: string; name: string; enabled: boolean }

/** By account, the flows whose live version works with it: as a step's account, or named anywhere in its parameters. */
export async function usesIn(tx: Tx, workspaceId: string): Promise<ReadonlyMap<string, FlowUse[]>> {
  const named = sql<string[]>`jsonb_path_query_array(${version.graph}, '$.nodes[*].**.connectionId')`
  const rows = await tx
    .select({ id: flow.id, name: flow.name, enabled: flow.enabled, named })
    .from(flow)
    .innerJoin(version, and(eq(version.workspaceId, flow.workspaceId), eq(version.id, flow.liveVersionId)))
    .where(and(eq(flow.workspaceId, workspaceId), isNull(flow.deletedAt)))
    .orderBy(asc(flow.id))
  const uses = new Map<string, FlowUse[]>()
  for (const { named, ...use } of inNaturalOrder(rows, ({ name }) => name))
    for (const id of new Set(named)) uses.set(id, [...(uses.get(id) ?? []), use])
  return uses
}
