import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { run } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { askToStop } from './ask-to-stop'
import { runOf } from './run-of'
import { tellWoken } from './wake-run'

export const CancelRunInput = z.strictObject({ id: z.uuid() })

/** Asks the run to stop; its worker writes the end. What the run has done to the outside world stays done. */
export async function cancelRun({ actor }: Call, input: z.input<typeof CancelRunInput>): Promise<void> {
  demand(actor, 'run.cancel')
  const { id } = CancelRunInput.parse(input)
  const woken = await inWorkspace(actor.workspaceId, async (tx) => {
    const { status } = await runOf(tx, actor, id)
    const woken = await askToStop(tx, actor, eq(run.id, id))
    if (woken.length > 0) await record(tx, actor, 'run.cancelled', { type: 'run', id }, { status })
    return woken
  })
  await tellWoken(...woken)
}
