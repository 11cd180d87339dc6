import { createHash } from 'node:crypto'
import type { ParsedMail } from '../../mail/parsed-mail'

/**
 * The same mail gives the same key, whichever way and however often it comes: what servers add on the way is left out.
 * The id alone does not do, because senders repeat it over different mails.
 */
export function deliveryKey({ messageId, date, from, subject, text, attachments }: ParsedMail): string {
  const hash = createHash('sha256').update(JSON.stringify([date, from.address, subject, text]))
  for (const { name, bytes } of attachments) hash.update(JSON.stringify([name, bytes.length])).update(bytes)
  return `${messageId} ${hash.digest('hex')}`
}
