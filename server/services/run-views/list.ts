import { asc } from 'drizzle-orm'
import { inNaturalOrder } from '@/flow/natural-order'
import { runView } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { type RunFilter, RunFilterSchema } from '../runs/run-filter'
import { seenBy } from './run-view'

export type RunView = { id: string; name: string; filter: RunFilter; shared: boolean }

/** The shared ones and the own ones, by name. What a filter of old says that no longer exists is left out of it. */
export async function listRunViews({ actor }: Call): Promise<RunView[]> {
  demand(actor, 'run.read')
  const rows = await inWorkspace(actor.workspaceId, (tx) => tx.select().from(runView).where(seenBy(actor)).orderBy(asc(runView.id)))
  return inNaturalOrder(rows, (view) => view.name).map(({ id, name, filter, ownerId }) => {
    const parsed = RunFilterSchema.safeParse(filter)
    return { id, name, filter: parsed.success ? parsed.data : {}, shared: ownerId === null }
  })
}
