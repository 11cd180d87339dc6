import { count } from 'drizzle-orm'
import { z } from 'zod'
import { newId } from '../../db/id'
import { runView } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { authorOf, type Call } from '../call'
import { demand } from '../permissions'
import { RunFilterSchema } from '../runs/run-filter'
import { ServiceError } from '../service-error'
import { MOST_VIEWS, seenBy, takeAway } from './run-view'

export const SaveRunViewInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  filter: RunFilterSchema,
  /** For everybody in the workspace: for those who operate its flows to say. */
  shared: z.boolean().default(false),
  /** The view that is to be so from now on. */
  id: z.uuid().optional(),
})

export async function saveRunView({ actor }: Call, input: z.input<typeof SaveRunViewInput>): Promise<{ id: string }> {
  const { name, filter, shared, id: before } = SaveRunViewInput.parse(input)
  demand(actor, shared ? 'flow.operate' : 'run.read')
  const { workspaceId } = actor
  const id = before ?? newId()
  await inWorkspace(workspaceId, async (tx) => {
    if (before) await takeAway(tx, actor, before)
    const [existing] = await tx.select({ count: count() }).from(runView).where(seenBy(actor))
    if ((existing?.count ?? 0) >= MOST_VIEWS) throw new ServiceError('conflict', `There are ${MOST_VIEWS} views already. Remove one first.`)
    await tx.insert(runView).values({ id, workspaceId, name, filter, ownerId: shared ? null : authorOf(actor) })
    await record(tx, actor, 'run-view.saved', { type: 'run-view', id }, { name, filter, shared })
  })
  return { id }
}
