import { eq } from 'drizzle-orm'
import type { JsonObject } from '@/flow/json'
import { variable } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'

/** As flows read them: `vars.<name>`. */
export function currentVariables(workspaceId: string): Promise<JsonObject> {
  return inWorkspace(workspaceId, (tx) => variablesOf(tx, workspaceId))
}

export async function variablesOf(tx: Tx, workspaceId: string): Promise<JsonObject> {
  const rows = await tx.select({ name: variable.name, value: variable.value }).from(variable).where(eq(variable.workspaceId, workspaceId))
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}
