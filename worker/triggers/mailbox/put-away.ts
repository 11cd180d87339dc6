import type { ImapFlow } from 'imapflow'
import type { Mailbox } from '@/connectors/mail/mailbox'

/** Marks or moves a mail that has started a run. Gives what is wrong, in words, if that can't be done. */
export async function putAway(client: ImapFlow, uid: number, { after, folder, moveTo }: Mailbox): Promise<string | null> {
  if (after === 'nothing') return null
  const done = await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
  if (after === 'read') return done ? null : `Mails in “${folder}” can not be marked as read.`
  if (await client.messageMove(String(uid), moveTo, { uid: true }).catch(refused(client))) return null
  await client.mailboxCreate(moveTo).catch(refused(client))
  const moved = await client.messageMove(String(uid), moveTo, { uid: true }).catch(refused(client))
  return moved ? null : `Mails start the flow, but can not be moved to “${moveTo}”.`
}

/** The server says no. A broken connection is another matter. */
function refused(client: ImapFlow) {
  return (error: unknown): false => {
    if (!client.usable) throw error
    return false
  }
}
