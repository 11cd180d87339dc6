import { and, eq, gt, isNotNull } from 'drizzle-orm'
import { keepFileIn } from '../../blobs/keep-file'
import { newId } from '../../db/id'
import { refusedMail } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { MailTrigger } from '../intake/mail-trigger'
import { idAt } from '../runs/id-at'

export type RefusedMail = { from: string; subject: string; messageId: string; reason: string; raw: Uint8Array | null }

/** Larger ones are named, not kept: whoever is refused shall not fill the disk. */
const LARGEST_KEPT = 1024 * 1024
/** Of a flow; more than the list shows of them. */
export const MOST_KEPT_A_DAY = 30
const DAY_MS = 86_400_000

/** Writes down a mail that starts no run, so that whoever waits for it finds out why. */
export async function refuseMail({ workspaceId, flowId, nodeId }: MailTrigger, mail: RefusedMail): Promise<void> {
  const { from, subject, messageId, reason, raw } = mail
  await inWorkspace(workspaceId, async (tx) => {
    const file =
      raw && raw.length <= LARGEST_KEPT && (await isRoomFor(tx, { workspaceId, flowId }))
        ? await keepFileIn(tx, workspaceId, { name: 'refused.eml', contentType: 'message/rfc822', bytes: raw })
        : null
    const id = newId()
    await tx
      .insert(refusedMail)
      .values({ id, workspaceId, flowId, nodeId, from, subject, messageId, reason, fileId: file?.$file.id ?? null })
    const actor = { kind: 'system', workspaceId, reason: 'A mail arrived' } as const
    await record(tx, actor, 'mail.refused', { type: 'flow', id: flowId }, { nodeId, from, subject, messageId, reason })
  })
}

async function isRoomFor(tx: Tx, { workspaceId, flowId }: Pick<MailTrigger, 'workspaceId' | 'flowId'>): Promise<boolean> {
  const { id, fileId } = refusedMail
  const kept = await tx
    .select({ fileId })
    .from(refusedMail)
    .where(
      and(eq(refusedMail.workspaceId, workspaceId), eq(refusedMail.flowId, flowId), isNotNull(fileId), gt(id, idAt(Date.now() - DAY_MS))),
    )
    .limit(MOST_KEPT_A_DAY)
  return kept.length < MOST_KEPT_A_DAY
}
