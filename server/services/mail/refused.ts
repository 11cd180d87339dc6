import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { refusedMail } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { demand } from '../permissions'

export const RefusedMailsInput = z.strictObject({ flowId: z.uuid() })

const MOST = 20

export type RefusedMailRow = { id: string; nodeId: string; from: string; subject: string; reason: string; at: Date }

/** The latest mails to a flow that did not start a run, and why. */
export async function refusedMails({ actor }: Call, input: z.input<typeof RefusedMailsInput>): Promise<RefusedMailRow[]> {
  demand(actor, 'flow.read')
  const { flowId } = RefusedMailsInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    const { id, nodeId, from, subject, reason, at } = refusedMail
    return tx
      .select({ id, nodeId, from, subject, reason, at })
      .from(refusedMail)
      .where(and(eq(refusedMail.workspaceId, actor.workspaceId), eq(refusedMail.flowId, flowId)))
      .orderBy(desc(id))
      .limit(MOST)
  })
}
