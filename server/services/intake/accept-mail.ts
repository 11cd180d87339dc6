import type { MailArrived } from '@/flow/define/mail-arrived'
import { maySend } from '@/flow/define/senders'
import { keepFile } from '../../blobs/keep-file'
import { engineSql } from '../../db/client'
import type { ParsedMail } from '../../mail/parsed-mail'
import { type Accepted, acceptRun } from './accept-run'
import { deliveryKey } from './delivery-key'
import type { MailTrigger } from './mail-trigger'

/** What a trigger says about the mails it takes. */
export type MailRules = { senders: string; needsAttachment: boolean }

/** More flows do not mail one another but in a loop (loops.decision.md). */
const MOST_HOPS = 5

/** Why the trigger does not take this mail, in words for its sender; null when it does. */
export function whyNot({ senders, needsAttachment }: MailRules, { from, attachments }: ParsedMail): string | null {
  if (!maySend(senders, from.address)) return `${from.address || 'A sender without an address'} may not send mails here.`
  if (needsAttachment && attachments.length === 0) return 'A mail without an attachment is not taken here.'
  return null
}

/** Why a mail that the trigger would take starts nothing all the same, in words for the flow's people; null when it does. */
export function whyStopped({ hops }: ParsedMail): string | null {
  if (hops <= MOST_HOPS) return null
  return `This mail goes round in a loop: ${MOST_HOPS} flows in a row were started by one another’s mails. Look at whom this flow mails, and who answers.`
}

/**
 * Accept = commit: when this resolves, the run stands and its files are kept. The same mail makes one run, however often
 * and whichever way it comes.
 */
export async function acceptMail(trigger: MailTrigger, mail: ParsedMail): Promise<Accepted> {
  const { id, workspaceId, flowId, versionId, nodeId } = trigger
  const delivery = { triggerId: id, key: deliveryKey(mail) }
  const [known] = await engineSql()<{ runId: string }[]>`
    select run_id as "runId" from delivery where trigger_id = ${id} and key = ${delivery.key}`
  if (known) return { runId: known.runId, duplicate: true }

  const attachments = await Promise.all(mail.attachments.map((file) => keepFile(workspaceId, file)))
  const { from, to, subject, text, messageId, notes, hops } = mail
  const input: MailArrived = { from, to, subject, text, messageId, receivedAt: new Date().toISOString(), attachments, notes }
  const startedBy = { kind: 'mail', from: from.address, subject, ...(hops > 0 ? { hops } : {}) } as const
  return acceptRun({ workspaceId, flowId, versionId, mode: 'live', triggerNodeId: nodeId, startedBy, input, delivery })
}
