import { authDb } from '../db/client'
import { workspace } from '../db/schema'
import { inWorkspace } from '../db/tenancy'
import { masterKeys } from './master-key'
import { rewrapWorkspaceKey } from './workspace-key'

/** After a change of the master key: wraps every workspace's key anew, so that the one before can be thrown away. */
export async function rewrapKeys(): Promise<void> {
  if (masterKeys().length === 1) return
  const workspaces = await authDb().select({ id: workspace.id }).from(workspace)
  for (const { id } of workspaces) await inWorkspace(id, (tx) => rewrapWorkspaceKey(tx, id))
}
