import { and, asc, eq, inArray, lt } from 'drizzle-orm'
import { refusedMail } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { record } from '@/server/governance/audit'
import type { Kept } from '@/server/retention/policy'
import { idAt } from '@/server/services/runs/id-at'
import type { House } from './house'

const BATCH = 1_000
const DAY_MS = 86_400_000

/** Mails that were not taken, as long as what runs did. Their files go with the next sweep; that they were refused stays in the audit. */
export async function removeMails({ leaving }: House, workspaceId: string, days: Kept): Promise<void> {
  if (days === 'forever') return
  for (let recorded = false; !leaving.aborted; recorded = true) if (!(await removeSome(workspaceId, days, recorded))) return
}

async function removeSome(workspaceId: string, days: number, recorded: boolean): Promise<boolean> {
  const { id } = refusedMail
  return inWorkspace(workspaceId, async (tx) => {
    const old = await tx
      .select({ id })
      .from(refusedMail)
      .where(and(eq(refusedMail.workspaceId, workspaceId), lt(id, idAt(Date.now() - days * DAY_MS))))
      .orderBy(asc(id))
      .limit(BATCH)
    if (old.length === 0) return false
    const gone = inArray(
      id,
      old.map((mail) => mail.id),
    )
    await tx.delete(refusedMail).where(and(eq(refusedMail.workspaceId, workspaceId), gone))
    if (!recorded) {
      const actor = { kind: 'system', workspaceId, reason: `Mails that were not taken are kept for ${days} days` } as const
      await record(tx, actor, 'mails.removed', { type: 'workspace', id: workspaceId }, { days })
    }
    return old.length === BATCH
  })
}
