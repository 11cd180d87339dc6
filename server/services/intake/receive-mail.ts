import { MailReceivedInput } from '@/connectors/mail/received'
import { parseMail } from '../../mail/parse-mail'
import { refuseMail } from '../mail/refuse'
import { acceptMail, whyNot, whyStopped } from './accept-mail'
import type { MailTrigger } from './mail-trigger'

export type Reception = { taken: true } | { taken: false; reason: string }

/** A mail to flows' own addresses. Resolves when for each of them the run stands, or the refusal. */
export async function receiveMail(triggers: readonly MailTrigger[], raw: Uint8Array): Promise<Reception> {
  const mail = await parseMail(raw)
  const reasons: string[] = []
  for (const trigger of triggers) {
    const reason = whyNot(MailReceivedInput.parse(trigger.config), mail) ?? whyStopped(mail)
    if (reason === null) await acceptMail(trigger, mail)
    else {
      reasons.push(reason)
      await refuseMail(trigger, { from: mail.from.address, subject: mail.subject, messageId: mail.messageId, reason, raw })
    }
  }
  // One answer for all recipients: an error would make the sender's server send it again to those who have it.
  const [first] = reasons
  return first !== undefined && reasons.length === triggers.length ? { taken: false, reason: first } : { taken: true }
}
