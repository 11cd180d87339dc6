import { and, eq, sql } from 'drizzle-orm'
import type { JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import { approvalMessage } from '@/server/db/schema'
import { inWorkspace, type Tx } from '@/server/db/tenancy'
import { MessageTarget } from '@/server/services/approvals/message-target'
import type { Question } from './question'

export type MessageRow = typeof approvalMessage.$inferSelect
type Place = { workspaceId: string; waitId: string }

export async function messagesOf(tx: Tx, { workspaceId, waitId }: Place): Promise<MessageRow[]> {
  return tx
    .select()
    .from(approvalMessage)
    .where(and(eq(approvalMessage.workspaceId, workspaceId), eq(approvalMessage.waitId, waitId)))
    .orderBy(approvalMessage.id)
}

/** Owes a message to everybody who may decide and has none yet: after others were asked, only they get one. */
export async function oweMessages(tx: Tx, question: Question, known: readonly MessageRow[], hasMail: boolean): Promise<void> {
  const { workspaceId, waitId, request, open } = question
  const targets = known.flatMap(({ target }) => MessageTarget.safeParse(target).data ?? [])
  const reached = new Set(targets.flatMap((target) => (target.about === 'question' ? [target.email] : [])))
  // Members have the desk; an address without an account is reached by mail or not at all, and then somebody should know.
  const people = open.filter(({ email, byLink }) => !reached.has(email) && (hasMail || byLink))
  const mails = people.map((person) => ({ channel: 'mail' as const, target: { about: 'question' as const, ...person } }))
  const inSlack = request.slack && !targets.some(({ about }) => about === 'slack')
  const cards = inSlack ? [{ channel: 'slack' as const, target: { about: 'slack' as const, ...request.slack } }] : []
  const rows = [...mails, ...cards].map((row) => ({ ...row, id: newId(), workspaceId, waitId, status: 'owed' as const }))
  if (rows.length > 0) await tx.insert(approvalMessage).values(rows)
}

type Change = { status: MessageRow['status']; reference?: JsonObject; problem?: string | null }

export async function markMessage({ id, workspaceId }: Pick<MessageRow, 'id' | 'workspaceId'>, change: Change): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(approvalMessage)
      .set({ ...change, updatedAt: sql`now()` })
      .where(and(eq(approvalMessage.workspaceId, workspaceId), eq(approvalMessage.id, id))),
  )
}
