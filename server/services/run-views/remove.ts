import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { takeAway } from './run-view'

export const RemoveRunViewInput = z.strictObject({ id: z.uuid() })

/** One's own, or a shared one for those who may make such. */
export async function removeRunView({ actor }: Call, input: z.input<typeof RemoveRunViewInput>): Promise<void> {
  demand(actor, 'run.read')
  const { id } = RemoveRunViewInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const removed = await takeAway(tx, actor, id)
    await record(tx, actor, 'run-view.removed', { type: 'run-view', id }, removed)
  })
}
