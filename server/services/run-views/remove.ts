import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { runView } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { type Call, notFound } from '../call'
import { demand } from '../permissions'
import { seenBy } from './run-view'

export const RemoveRunViewInput = z.strictObject({ id: z.uuid() })

/** One's own, or a shared one for those who may make such. */
export async function removeRunView({ actor }: Call, input: z.input<typeof RemoveRunViewInput>): Promise<void> {
  demand(actor, 'run.read')
  const { id } = RemoveRunViewInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const [found] = await tx
      .select()
      .from(runView)
      .where(and(eq(runView.id, id), seenBy(actor)))
    if (!found) throw notFound('view')
    if (found.ownerId === null) demand(actor, 'flow.operate')
    await tx.delete(runView).where(and(eq(runView.workspaceId, actor.workspaceId), eq(runView.id, id)))
    await record(tx, actor, 'run-view.removed', { type: 'run-view', id }, { name: found.name, shared: found.ownerId === null })
  })
}
