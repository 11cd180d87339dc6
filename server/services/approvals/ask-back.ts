import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { newId } from '../../db/id'
import { approvalMessage, wait } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { env } from '../../env'
import { record } from '../../governance/audit'
import { spend } from '../account/rate-limit'
import type { Actor } from '../actor'
import type { Call } from '../call'
import { announce } from '../live/bus'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { approvalOf } from './approval-of'
import { holderOf } from './decide-by-link'
import type { MessageTarget } from './message-target'
import { withLink } from './open-link'
import { asMember, byAddress, type Decider, isAsked, type Member, membersOf } from './people'
import { answererOf } from './starter-of'
import { statusOf } from './status'

const Question = z.string().trim().min(1, 'Write a question.').max(2_000)

export const AskBackInput = z.strictObject({ id: z.uuid(), question: Question })
export const AskBackByLinkInput = z.strictObject({ token: z.string().max(200), question: Question })

const MOST = { name: 'approval-question', most: 10, seconds: 3_600 }

/** An approver asks whoever started the run. The decision stays open. */
export async function askBack({ actor }: Call, input: z.input<typeof AskBackInput>): Promise<void> {
  demand(actor, 'run.read')
  const { id, question } = AskBackInput.parse(input)
  const who = (members: readonly Member[]) => {
    const member = actor.kind === 'member' ? members.find(({ userId }) => userId === actor.userId) : undefined
    return member ? asMember(member) : null
  }
  await inWorkspace(actor.workspaceId, (tx) => owe(tx, actor, id, who, question))
  await announce('approvals', { waitId: id })
}

export async function askBackByLink(input: z.input<typeof AskBackByLinkInput>, address: string): Promise<void> {
  const { token, question } = AskBackByLinkInput.parse(input)
  const waitId = await withLink(token, address, async (tx, link) => {
    await owe(tx, holderOf(link), link.waitId, (members) => byAddress(members, link.email), question)
    return link.waitId
  })
  await announce('approvals', { waitId })
}

async function owe(tx: Tx, actor: Actor, waitId: string, who: (members: readonly Member[]) => Decider | null, question: string) {
  const { workspaceId } = actor
  const approval = await approvalOf(tx, workspaceId, waitId)
  const members = await membersOf(tx, workspaceId)
  const asker = who(members)
  if (!asker || !isAsked(approval.request, asker)) throw new ServiceError('forbidden', 'You are not among those who were asked.')
  if (statusOf(approval) !== 'open') throw new ServiceError('conflict', 'This is decided already, or closed.')
  const starter = answererOf(approval.startedBy, members)
  if (!starter) throw new ServiceError('invalid', 'No member started this run, so there is nobody the question could go to.')
  if (!env().SMTP_URL) {
    throw new ServiceError('unavailable', 'This KAOS can not send mail yet. Ask whoever runs KAOS to set SMTP_URL.')
  }
  await spend(MOST, waitId, asker.id)
  const target: MessageTarget = { about: 'asked-back', email: starter.email, from: asker.name, replyTo: asker.email, question }
  await tx.insert(approvalMessage).values({ id: newId(), workspaceId, waitId, channel: 'mail', target, status: 'owed' })
  await tx
    .update(wait)
    .set({ tell: sql`coalesce(${wait.tell}, 'question')` })
    .where(and(eq(wait.workspaceId, workspaceId), eq(wait.id, waitId)))
  await record(tx, actor, 'approval.asked-back', { type: 'approval', id: waitId }, { runId: approval.runId, by: asker.name, question })
}
