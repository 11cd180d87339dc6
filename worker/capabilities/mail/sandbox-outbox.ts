import type { OutgoingMail } from '@/flow/define/capabilities'
import type { Connection } from '@/flow/define/connection'
import { newId } from '@/server/db/id'
import { sandboxRecord } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { headOf } from './compose'

const SENDER = { name: 'Sandbox', address: 'sandbox@kaos.example' }

/** A sandbox account sends nothing: its mails lie in its outbox, checked like any other. */
export async function keepInSandbox(workspaceId: string, { id: connectionId }: Connection, mail: OutgoingMail, hops: number) {
  const { messageId, from, to, cc, replyTo, subject, text, html = null } = headOf(mail, SENDER, hops)
  const attachments = [...(mail.attachments ?? [])]
  const body = { messageId, from, to, cc, replyTo, subject, text, html, attachments }
  const row = { id: newId(), workspaceId, connectionId, kind: 'mail.message', key: messageId, body }
  await inWorkspace(workspaceId, (tx) => tx.insert(sandboxRecord).values(row).onConflictDoNothing())
  return { messageId, refused: [] }
}
