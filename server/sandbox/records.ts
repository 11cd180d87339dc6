import { and, desc, eq, sql } from 'drizzle-orm'
import { storable } from '@/flow/storable'
import { newId } from '../db/id'
import { sandboxRecord } from '../db/schema'
import type { Tx } from '../db/tenancy'
import type { SandboxRecords } from './app'

const MOST = 1_000

/** The records of one sandbox connection, in a transaction of its workspace. */
export function recordsOf(tx: Tx, { workspaceId, connectionId }: { workspaceId: string; connectionId: string }): SandboxRecords {
  const ofKind = (kind: string) =>
    and(eq(sandboxRecord.workspaceId, workspaceId), eq(sandboxRecord.connectionId, connectionId), eq(sandboxRecord.kind, kind))
  return {
    async get(kind, key) {
      const [row] = await tx
        .select({ body: sandboxRecord.body })
        .from(sandboxRecord)
        .where(and(ofKind(kind), eq(sandboxRecord.key, key)))
      return row?.body ?? null
    },
    async put(kind, key, given) {
      const body = storable(given) // what is listed is found by what stands in it
      await tx
        .insert(sandboxRecord)
        .values({ id: newId(), workspaceId, connectionId, kind, key, body })
        .onConflictDoUpdate({
          target: [sandboxRecord.workspaceId, sandboxRecord.connectionId, sandboxRecord.kind, sandboxRecord.key],
          set: { body, updatedAt: sql`now()` },
        })
    },
    list: (kind) =>
      tx
        .select({ key: sandboxRecord.key, body: sandboxRecord.body })
        .from(sandboxRecord)
        .where(ofKind(kind))
        .orderBy(desc(sandboxRecord.createdAt), desc(sandboxRecord.id))
        .limit(MOST),
  }
}
