import { sql } from 'drizzle-orm'
import { appDb, type Db } from './client'

/**
 * Tenancy, enforced twice: services ask `can()`, and Postgres shows the role `kaos_app` only rows of the workspace set here,
 * for this transaction alone. Forgetting to set it shows nothing; there is no other way to reach a tenant's tables.
 */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

export function inWorkspace<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return appDb().transaction(async (tx) => {
    await setWorkspace(tx, workspaceId)
    return work(tx)
  })
}

/** For a transaction of another role that also writes a row of the workspace, such as an audit event. */
export async function setWorkspace(tx: Tx, workspaceId: string): Promise<void> {
  await tx.execute(sql`select set_config('kaos.workspace', ${workspaceId}, true)`)
}
