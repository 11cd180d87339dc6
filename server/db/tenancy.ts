import { sql } from 'drizzle-orm'
import { againIfBrokenOff } from './again'
import { appDb, authDb, type Db } from './client'

/**
 * Tenancy, enforced twice: services ask `can()`, and Postgres shows the role `kaos_app` only rows of the workspace set here,
 * for this transaction alone. Forgetting to set it shows nothing; there is no other way to reach a tenant's tables.
 */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

export function inWorkspace<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return whole(appDb(), async (tx) => {
    await setWorkspace(tx, workspaceId)
    return work(tx)
  })
}

/** For people, sessions and memberships, which belong to no workspace. */
export function inAccounts<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return whole(authDb(), work)
}

/** `work` does nothing but write in it, because it may begin anew: what is told to others is told after the commit. */
function whole<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return againIfBrokenOff(() => db.transaction(work))
}

/** For a transaction of another role that also writes a row of the workspace, such as an audit event. */
export async function setWorkspace(tx: Tx, workspaceId: string): Promise<void> {
  await tx.execute(sql`select set_config('kaos.workspace', ${workspaceId}, true)`)
}
