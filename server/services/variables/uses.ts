import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { variablesIn } from '@/flow/expressions/variables-in'
import { parseGraph } from '@/flow/graph/upgrade'
import { inNaturalOrder } from '@/flow/natural-order'
import { flow, version } from '../../db/schema'
import type { Tx } from '../../db/tenancy'

export type FlowUse = { id: string; name: string; enabled: boolean }

/** By a variable's name, the flows whose live version reads it. One that works names out reads all of them. */
export async function variableUsesIn(tx: Tx, workspaceId: string): Promise<(name: string) => FlowUse[]> {
  const rows = await tx
    .select({ id: flow.id, name: flow.name, enabled: flow.enabled, graph: version.graph })
    .from(flow)
    .innerJoin(version, and(eq(version.workspaceId, flow.workspaceId), eq(version.id, flow.liveVersionId)))
    .where(and(eq(flow.workspaceId, workspaceId), isNull(flow.deletedAt), sql`${version.graph}::text like '%vars%'`))
    .orderBy(asc(flow.id))
  const reading = inNaturalOrder(rows, ({ name }) => name).map(({ graph, ...use }) => {
    const parsed = parseGraph(graph)
    return { use, names: parsed.ok ? variablesIn(parsed.graph) : null }
  })
  return (name) => reading.flatMap(({ use, names }) => (names === 'all' || names?.has(name) ? [use] : []))
}
