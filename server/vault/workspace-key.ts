import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { workspaceKey } from '../db/schema'
import type { Tx } from '../db/tenancy'
import { masterKeys } from './master-key'

/** The key that seals everything of this workspace, unwrapped; made by the first who needs it. */
export async function workspaceKeyOf(tx: Tx, workspaceId: string): Promise<Uint8Array> {
  const kept = (await stored(tx, workspaceId)) ?? (await made(tx, workspaceId))
  const master = masterKeys().find(({ id }) => id === kept.masterKeyId)
  if (!master) throw new Error(`The master key ${kept.masterKeyId} is not in KAOS_MASTER_KEY or KAOS_MASTER_KEYS_BEFORE`)
  return master.unwrap(placeOf(workspaceId), kept.wrapped)
}

/** Wraps it with the master key of today, if another wrapped it. What it sealed stays as it is. */
export async function rewrapWorkspaceKey(tx: Tx, workspaceId: string): Promise<void> {
  const [today] = masterKeys()
  const kept = await stored(tx, workspaceId)
  if (!kept || kept.masterKeyId === today.id) return
  const wrapped = await today.wrap(placeOf(workspaceId), await workspaceKeyOf(tx, workspaceId))
  await tx.update(workspaceKey).set({ wrapped, masterKeyId: today.id }).where(eq(workspaceKey.workspaceId, workspaceId))
}

async function stored(tx: Tx, workspaceId: string) {
  const [row] = await tx.select().from(workspaceKey).where(eq(workspaceKey.workspaceId, workspaceId))
  return row
}

/** Two who need the first key at once get the same one. */
async function made(tx: Tx, workspaceId: string) {
  const [today] = masterKeys()
  const wrapped = await today.wrap(placeOf(workspaceId), randomBytes(32))
  await tx.insert(workspaceKey).values({ workspaceId, wrapped, masterKeyId: today.id }).onConflictDoNothing()
  const row = await stored(tx, workspaceId)
  if (!row) throw new Error('The key of the workspace was not kept')
  return row
}

function placeOf(workspaceId: string): string {
  return `workspace_key/${workspaceId}/wrapped`
}
