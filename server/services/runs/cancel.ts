import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { isTerminal } from '@/flow/engine/status'
import { run } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { authorOf, type Call } from '../call'
import { demand } from '../permissions'
import { runOf } from './run-of'
import { tellWoken, wakeRun } from './wake-run'

export const CancelRunInput = z.strictObject({ id: z.uuid() })

/** Asks the run to stop; its worker writes the end. What the run has done to the outside world stays done. */
export async function cancelRun({ actor }: Call, input: z.input<typeof CancelRunInput>): Promise<void> {
  demand(actor, 'run.cancel')
  const { id } = CancelRunInput.parse(input)
  const woken = await inWorkspace(actor.workspaceId, async (tx) => {
    const { status, cancelRequestedAt } = await runOf(tx, actor, id)
    if (isTerminal(status) || cancelRequestedAt) return null
    await tx
      .update(run)
      // What tidies up stands behind no lane (worker/engine/claim.ts).
      .set({ cancelRequestedAt: sql`now()`, cancelledBy: authorOf(actor), held: sql`${run.held} and not ${run.tidies}` })
      .where(eq(run.id, id))
    await record(tx, actor, 'run.cancelled', { type: 'run', id }, { status })
    return wakeRun(tx, { id, workspaceId: actor.workspaceId })
  })
  if (woken) await tellWoken(woken)
}
