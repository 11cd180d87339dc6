import type { FetchMessageObject, ImapFlow } from 'imapflow'
import type { Sql } from 'postgres'
import { type Mailbox, MailboxInput } from '@/connectors/mail/mailbox'
import { cleanLine } from '@/server/mail/clean-text'
import { parseMail } from '@/server/mail/parse-mail'
import { LARGEST_MAIL } from '@/server/mail/parsed-mail'
import { acceptMail, whyNot, whyStopped } from '@/server/services/intake/accept-mail'
import { refuseMail } from '@/server/services/mail/refuse'
import { timeOf } from '@/server/services/time-of'
import { putAway } from './put-away'
import { MailboxState } from './state'
import { heldMailbox, keepState, type WatchedTrigger } from './watched-trigger'

export type Watched = { sql: Sql; workerId: string; triggerId: string }

/** `lost`: the mailbox is another worker's now. `problem`: mails start flows, but something is left to mend. */
export type Looked = { lost: true } | { lost: false; problem: string | null }

/**
 * Takes what is new in the open folder, oldest first. A mail is put away and counted as seen only after its run stands:
 * whatever breaks in between, it is found again, and known by its delivery.
 */
export async function look(client: ImapFlow, { sql, workerId, triggerId }: Watched): Promise<Looked> {
  const trigger = await heldMailbox(sql, workerId, triggerId)
  if (!trigger || !client.mailbox) return { lost: true }
  const config = MailboxInput.parse(trigger.config)
  const state = stateOf(trigger, config, String(client.mailbox.uidValidity))
  const known = client.mailbox.uidNext - 1
  let problem: string | null = null
  for (const message of await newMessages(client, state)) {
    const taken = await take(client, trigger, config, message)
    if (taken) problem = (await putAway(client, message.uid, config)) ?? problem
    state.lastUid = message.uid
    if (!(await keepState(sql, workerId, triggerId, state))) return { lost: true }
  }
  state.lastUid = Math.max(state.lastUid, known)
  return (await keepState(sql, workerId, triggerId, state)) ? { lost: false, problem } : { lost: true }
}

function stateOf({ state, connectionId, versionId }: WatchedTrigger, { folder }: Mailbox, uidValidity: string): MailboxState {
  const known = MailboxState.safeParse(state)
  if (!known.success || known.data.connectionId !== connectionId || known.data.folder !== folder) {
    return { connectionId, folder, uidValidity, lastUid: 0, since: timeOf(versionId).toISOString() }
  }
  return known.data.uidValidity === uidValidity ? known.data : { ...known.data, uidValidity, lastUid: 0 }
}

async function newMessages(client: ImapFlow, { lastUid, since }: MailboxState): Promise<FetchMessageObject[]> {
  // Servers search by day, in a time zone of their own.
  const dayBefore = new Date(Date.parse(since) - 86_400_000)
  const range = lastUid > 0 ? `${lastUid + 1}:*` : await client.search({ since: dayBefore }, { uid: true })
  if (!range || range.length === 0) return []
  const messages = await client.fetchAll(range, { uid: true, size: true, internalDate: true, envelope: true }, { uid: true })
  return (
    messages
      // `5:*` gives the last mail even when its number is below 5.
      .filter(({ uid, internalDate }) => uid > lastUid && (lastUid > 0 || isSince(internalDate, since)))
      .sort((a, b) => a.uid - b.uid)
  )
}

/** Servers keep whole seconds. */
function isSince(date: Date | string | undefined, since: string): boolean {
  return date === undefined || new Date(date).getTime() >= Math.floor(Date.parse(since) / 1_000) * 1_000
}

/** True when the mail started a run, now or before. */
async function take(
  client: ImapFlow,
  trigger: WatchedTrigger,
  config: Mailbox,
  { uid, size = 0, envelope }: FetchMessageObject,
): Promise<boolean> {
  if (size > LARGEST_MAIL) {
    const about = {
      from: cleanLine(envelope?.from?.[0]?.address ?? '', 320),
      subject: cleanLine(envelope?.subject ?? '', 1_000),
      messageId: cleanLine(envelope?.messageId ?? '', 300),
    }
    await refuseMail(trigger, { ...about, reason: 'The mail is larger than 25 MB.', raw: null })
    return false
  }
  const message = await client.fetchOne(String(uid), { source: true }, { uid: true })
  if (message === false || message.source === undefined) return false // deleted in the meantime
  const mail = await parseMail(message.source)
  if (whyNot(config, mail) !== null) return false
  const stopped = whyStopped(mail)
  if (stopped !== null) {
    const { from, subject, messageId } = mail
    await refuseMail(trigger, { from: from.address, subject, messageId, reason: stopped, raw: null })
    return false
  }
  await acceptMail(trigger, mail)
  return true
}
