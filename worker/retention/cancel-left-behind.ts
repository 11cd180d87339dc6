import { and, eq, isNotNull } from 'drizzle-orm'
import { flow } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { cancelHeld } from '@/server/services/flows/cancel-held'

/** Runs of paused flows that came in the moment in which their flow was deleted, or stayed behind with an older KAOS. */
export async function cancelLeftBehind(workspaceId: string): Promise<void> {
  const actor = { kind: 'system', workspaceId, reason: 'Its flow was deleted' } as const
  await inWorkspace(workspaceId, async (tx) => {
    const deleted = await tx
      .select({ id: flow.id })
      .from(flow)
      .where(and(eq(flow.workspaceId, workspaceId), isNotNull(flow.deletedAt)))
    return cancelHeld(
      tx,
      actor,
      deleted.map(({ id }) => id),
    )
  })
}
