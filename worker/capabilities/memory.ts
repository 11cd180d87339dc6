import { and, asc, eq, lte, notLike } from 'drizzle-orm'
import type { Memory } from '@/flow/define/capabilities'
import type { Json } from '@/flow/json'
import { newId } from '@/server/db/id'
import { memoryItem } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'

/** More than anybody looks at: the first are kept. */
const MOST = 1_000

export type Place = { workspaceId: string; runId: string; step: string; mode: 'live' | 'test'; effectsBlocked?: boolean }

/**
 * What steps note for later runs. A run doesn't see what it noted itself, so that repeating a step finds nothing new;
 * a test sees what live runs noted and notes nothing.
 */
export function memoryOf({ workspaceId, runId, step, mode }: Place): Memory {
  return {
    recall: (collection, key) => recallAt({ workspaceId, runId }, collection, key),

    async remember(collection: string, key: string, value: Json): Promise<void> {
      if (mode === 'test') return
      const row = { id: newId(), workspaceId, collection, key, value, source: `${runId}/${step}` }
      await inWorkspace(workspaceId, (tx) => tx.insert(memoryItem).values(row).onConflictDoNothing())
    },
  }
}

/** What a run finds; with `at`, what it found then: notes are only ever added. */
export function recallAt(
  { workspaceId, runId }: Pick<Place, 'workspaceId' | 'runId'>,
  collection: string,
  key: string,
  at?: Date,
): Promise<Json[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const rows = await tx
      .select({ value: memoryItem.value })
      .from(memoryItem)
      .where(
        and(
          eq(memoryItem.workspaceId, workspaceId),
          eq(memoryItem.collection, collection),
          eq(memoryItem.key, key),
          notLike(memoryItem.source, `${runId}/%`),
          at && lte(memoryItem.at, at),
        ),
      )
      .orderBy(asc(memoryItem.at), asc(memoryItem.id))
      .limit(MOST)
    return rows.map(({ value }) => value)
  })
}
