import { and, eq, isNotNull } from 'drizzle-orm'
import { connection } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'

type Which = { workspaceId: string; connectionId: string }

/** Says on the connection what a person has to mend. */
export async function markBroken({ workspaceId, connectionId }: Which, brokenReason: string): Promise<void> {
  await inWorkspace(workspaceId, (tx) => tx.update(connection).set({ brokenReason }).where(eq(connection.id, connectionId)))
}

/** It has just worked. */
export async function markWhole({ workspaceId, connectionId }: Which): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(connection)
      .set({ brokenReason: null })
      .where(and(eq(connection.id, connectionId), isNotNull(connection.brokenReason))),
  )
}
