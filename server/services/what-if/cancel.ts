import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { whatIf } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { announce } from '../live/bus'
import { demand } from '../permissions'
import { whatIfOf } from './what-if-of'

export const CancelWhatIfInput = z.strictObject({ id: z.uuid() })

/** What was found so far stays; the worker begins with no further run. */
export async function cancelWhatIf({ actor }: Call, input: z.input<typeof CancelWhatIfInput>): Promise<void> {
  demand(actor, 'run.test')
  const { id } = CancelWhatIfInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const { flowId } = await whatIfOf(tx, actor, id)
    const [cancelled] = await tx
      .update(whatIf)
      .set({ status: 'cancelled', finishedAt: new Date() })
      .where(and(eq(whatIf.id, id), eq(whatIf.status, 'running')))
      .returning({ id: whatIf.id })
    if (cancelled) await record(tx, actor, 'what-if.cancelled', { type: 'flow', id: flowId }, { flowId, whatIfId: id })
  })
  await announce(`what-if:${id}`, { whatIfId: id })
}
