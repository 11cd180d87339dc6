import { createHash } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { ApprovalRequest } from '@/flow/define/approval'
import { NodeError } from '@/flow/define/node-error'
import type { JsonObject } from '@/flow/json'
import { approvalMessage, membership, user, wait, workspace } from '@/server/db/schema'
import { inWorkspace, type Tx } from '@/server/db/tenancy'
import { env } from '@/server/env'
import { log } from '@/server/log'
import { type Approval, approvalOf } from '@/server/services/approvals/approval-of'
import { viewOf } from '@/server/services/approvals/view'
import { timeOf } from '@/server/services/time-of'
import type { Channel, Telling } from './channel'

export type Channels = Record<'mail' | 'slack', Channel>

/** What could not be sent for so long is given up, and the approval's page says so. */
const GIVE_UP_MS = 15 * 60_000

/**
 * Brings everybody up to date about one question: whoever is asked is written to once, and cards that stand somewhere show
 * how it stands. A message is a row before it is sent; a crash in between may send it twice, by the same key, and never not.
 * Gives true when something is left to be tried again.
 */
export async function tell(workspaceId: string, waitId: string, channels: Channels): Promise<boolean> {
  return inWorkspace(workspaceId, async (tx) => {
    const [lock] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${`tell/${waitId}`}, 0)) as mine`,
    )
    if (!lock?.mine) return true
    const approval = await approvalOf(tx, workspaceId, waitId)
    const told = versionOf(approval)
    if (approval.status === 'open') await owe(tx, workspaceId, approval)
    const telling = await tellingOf(tx, workspaceId, approval)
    const messages = await tx
      .select()
      .from(approvalMessage)
      .where(
        and(
          eq(approvalMessage.workspaceId, workspaceId),
          eq(approvalMessage.waitId, waitId),
          inArray(approvalMessage.status, ['owed', 'sent']),
        ),
      )
    const left = []
    for (const message of messages) {
      const change = await bringUpToDate(channels[message.channel], telling, message)
      if (change)
        await tx
          .update(approvalMessage)
          .set({ ...change, updatedAt: new Date() })
          .where(eq(approvalMessage.id, message.id))
      else left.push(message)
    }
    if (left.length > 0) return true
    // Somebody may have decided meanwhile: then it is to be told again.
    const now = await approvalOf(tx, workspaceId, waitId, { lock: true })
    if (versionOf(now) !== told) return true
    await tx
      .update(wait)
      .set({ tell: null })
      .where(and(eq(wait.workspaceId, workspaceId), eq(wait.id, waitId)))
    return false
  })
}

type Message = typeof approvalMessage.$inferSelect
type Change = Partial<Pick<Message, 'status' | 'reference' | 'problem'>>

/** Null: it is tried again. */
async function bringUpToDate(channel: Channel, telling: Telling, message: Message): Promise<Change | null> {
  const isOpen = telling.view.status === 'open'
  const isQuestionBack = message.target.kind === 'question'
  try {
    if (message.status === 'owed') {
      // Nobody needs to hear any more; a question back is for whoever reads it.
      if (!isOpen && !isQuestionBack) return { status: 'settled' }
      return { status: 'sent', reference: await channel.post(telling, message.target, message.id), problem: null }
    }
    if (message.reference) await channel.update(telling, message.target, message.reference)
    return { status: isOpen ? 'sent' : 'settled', problem: null }
  } catch (error) {
    log.info({ err: error, waitId: telling.view.id }, 'Somebody could not be told of an approval')
    const { message: problem, retry } = error instanceof NodeError ? error : { message: 'The message could not be sent.', retry: true }
    const isOld = timeOf(telling.view.id).getTime() < Date.now() - GIVE_UP_MS
    return retry && !isOld ? null : { status: 'failed', problem }
  }
}

/** A row for everybody who is to be told, made once: its id follows from whom it is for. */
async function owe(tx: Tx, workspaceId: string, { id: waitId, request }: Approval): Promise<void> {
  const slack = request.slack ? [{ channel: 'slack' as const, target: { ...request.slack } }] : []
  const mails = env().SMTP_URL ? (await askedByMail(tx, workspaceId, request)).map((target) => ({ channel: 'mail' as const, target })) : []
  for (const { channel, target } of [...slack, ...mails]) {
    const id = idOf(waitId, channel, target)
    await tx.insert(approvalMessage).values({ id, workspaceId, waitId, channel, target, status: 'owed' }).onConflictDoNothing()
  }
}

async function askedByMail(tx: Tx, workspaceId: string, { approvers }: ApprovalRequest): Promise<JsonObject[]> {
  const people = await tx
    .select({ id: user.id, email: user.email, role: membership.role })
    .from(user)
    .innerJoin(membership, and(eq(membership.userId, user.id), eq(membership.workspaceId, workspaceId)))
  const members = people.filter(({ id, role }) => approvers.members.includes(id) || approvers.roles.includes(role))
  const addresses = new Set(members.map(({ email }) => email.toLowerCase()))
  const known = new Set(people.map(({ email }) => email.toLowerCase()))
  return [
    ...[...addresses].map((address) => ({ kind: 'asked', address, member: true })),
    ...approvers.emails
      .filter((address) => !addresses.has(address))
      .map((address) => ({ kind: 'asked', address, member: known.has(address) })),
  ]
}

async function tellingOf(tx: Tx, workspaceId: string, approval: Approval): Promise<Telling> {
  const nobody = { key: '', name: '', userId: null, role: null, address: null, mayDecide: false }
  const [here] = await tx.select({ slug: workspace.slug }).from(workspace).where(eq(workspace.id, workspaceId))
  return { workspaceId, workspaceSlug: here?.slug ?? '', view: await viewOf(tx, approval, nobody) }
}

function versionOf({ status, decisions }: Approval): string {
  return `${status} ${decisions.length}`
}

/** A name-based UUID, RFC 9562, version 8. */
function idOf(...parts: unknown[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
