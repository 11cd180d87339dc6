import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import type { NodeError } from '@/flow/define/node-error'
import type { JsonObject } from '@/flow/json'
import { storable } from '@/flow/storable'
import { connection } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'

type Which = { workspaceId: string; connectionId: string }

/** Says on the connection what a person has to mend. */
export async function markBroken({ workspaceId, connectionId }: Which, brokenReason: string): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(connection)
      .set({ brokenReason: storable(brokenReason) })
      .where(eq(connection.id, connectionId)),
  )
}

/** It has just worked; `said` is what the app said about it. */
export async function markWhole({ workspaceId, connectionId }: Which, said: JsonObject = {}): Promise<void> {
  const learnt = JSON.stringify(storable(said))
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(connection)
      .set({ brokenReason: null, settings: sql`${connection.settings} || ${learnt}::jsonb` })
      .where(
        and(eq(connection.id, connectionId), or(isNotNull(connection.brokenReason), sql`not ${connection.settings} @> ${learnt}::jsonb`)),
      ),
  )
}

export function reasonOf({ message, hint }: NodeError): string {
  return hint === undefined ? message : `${message} ${hint}`
}
