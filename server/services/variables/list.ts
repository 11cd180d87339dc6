import { eq } from 'drizzle-orm'
import type { Json } from '@/flow/json'
import { inNaturalOrder } from '@/flow/natural-order'
import { variable } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { type FlowUse, variableUsesIn } from './uses'

export type VariableSummary = { id: string; name: string; value: Json; note: string; updatedAt: Date; usedBy: FlowUse[] }

export async function listVariables({ actor }: Call): Promise<VariableSummary[]> {
  demand(actor, 'flow.read')
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    const rows = await tx
      .select({ id: variable.id, name: variable.name, value: variable.value, note: variable.note, updatedAt: variable.updatedAt })
      .from(variable)
      .where(eq(variable.workspaceId, workspaceId))
    if (rows.length === 0) return []
    const usesOf = await variableUsesIn(tx, workspaceId)
    return inNaturalOrder(rows, ({ name }) => name).map((row) => ({ ...row, usedBy: usesOf(row.name) }))
  })
}
