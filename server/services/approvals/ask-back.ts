import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { newId } from '../../db/id'
import { approvalMessage, flow, user, wait } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { env } from '../../env'
import { record } from '../../governance/audit'
import type { Actor } from '../actor'
import type { Call } from '../call'
import { announce } from '../live/bus'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { approvalOf } from './approval-of'
import { deciderOf, isAsked } from './decider'
import { openLink } from './link'

const question = z.string().trim().min(1, 'Write your question.').max(2_000)
export const AskBackInput = z.strictObject({ id: z.uuid(), question })
export const AskBackByLinkInput = z.strictObject({ token: z.string().min(1).max(2_000), question })

export async function askBack({ actor }: Call, input: z.input<typeof AskBackInput>): Promise<void> {
  demand(actor, 'run.read')
  const { id, question } = AskBackInput.parse(input)
  await askBackAs(actor, id, question)
}

export async function askBackByLink(input: z.input<typeof AskBackByLinkInput>): Promise<void> {
  const { token, question } = AskBackByLinkInput.parse(input)
  const { actor, id } = openLink(token)
  await askBackAs(actor, id, question)
}

/**
 * A question about the question, by mail to whoever started the run; where that was no member, to whoever made the flow.
 * Never to an address that a mail or a document named. The decision stays open.
 */
async function askBackAs(actor: Actor, id: string, question: string): Promise<void> {
  const { workspaceId } = actor
  await inWorkspace(workspaceId, async (tx) => {
    const approval = await approvalOf(tx, workspaceId, id)
    const decider = await deciderOf(tx, actor)
    if (!isAsked(approval, decider)) throw new ServiceError('forbidden', 'Only people who were asked can ask back.')
    if (approval.status !== 'open') throw new ServiceError('conflict', 'This was decided meanwhile.')
    const [made] = await tx.select({ by: flow.createdBy }).from(flow).where(eq(flow.id, approval.flowId))
    const [person] = await tx
      .select({ email: user.email })
      .from(user)
      .where(eq(user.id, approval.starterId ?? made?.by ?? ''))
    if (!env().SMTP_URL || !person) {
      throw new ServiceError('unavailable', 'Nobody can be reached from here. Ask the people who made this flow yourself.')
    }
    const target = { kind: 'question', address: person.email, from: decider.name, question }
    await tx.insert(approvalMessage).values({ id: newId(), workspaceId, waitId: id, channel: 'mail', target, status: 'owed' })
    await tx
      .update(wait)
      .set({ tell: 'question' })
      .where(and(eq(wait.workspaceId, workspaceId), eq(wait.id, id)))
    await record(tx, actor, 'approval.asked-back', { type: 'approval', id }, { question, to: person.email })
  })
  await announce('approvals', { waitId: id })
}
