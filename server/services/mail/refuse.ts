import { keepFileIn } from '../../blobs/keep-file'
import { newId } from '../../db/id'
import { refusedMail } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { MailTrigger } from '../intake/mail-trigger'

export type RefusedMail = { from: string; subject: string; messageId: string; reason: string; raw: Uint8Array | null }

/** Larger ones are named, not kept: whoever is refused shall not fill the disk. */
const LARGEST_KEPT = 1024 * 1024

/** Writes down a mail that starts no run, so that whoever waits for it finds out why. */
export async function refuseMail({ workspaceId, flowId, nodeId }: MailTrigger, mail: RefusedMail): Promise<void> {
  const { from, subject, messageId, reason, raw } = mail
  await inWorkspace(workspaceId, async (tx) => {
    const file =
      raw && raw.length <= LARGEST_KEPT
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
