import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { laneOf } from '../lanes/change-lane'
import { demand } from '../permissions'

/** How many runs of the workspace may go on at once; null: as many as there are. */
export async function workspaceLimit({ actor }: Call): Promise<{ most: number | null }> {
  demand(actor, 'workspace.read')
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => ({ most: (await laneOf(tx, { workspaceId, id: workspaceId })).most }))
}
