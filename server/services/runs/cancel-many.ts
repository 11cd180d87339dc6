import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { run } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { authorOf, type Call } from '../call'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { ChosenRunsInput, chooseRuns } from './choose-runs'
import { lockedInOrder } from './locked-in-order'
import { tellWoken } from './wake-run'

export const CancelManyInput = z.strictObject({ runs: ChosenRunsInput })

/** Asks all of the chosen runs that are going on to stop, with one audit event that names them. */
export async function cancelMany({ actor }: Call, input: z.input<typeof CancelManyInput>): Promise<{ runIds: string[] }> {
  demand(actor, 'run.cancel')
  const { runs } = CancelManyInput.parse(input)
  const { workspaceId } = actor
  const asked = await inWorkspace(workspaceId, async (tx) => {
    const ids = (await chooseRuns(tx, actor, runs, ['queued', 'running', 'waiting'])).map(({ id }) => id)
    if (ids.length === 0) throw new ServiceError('not_found', 'None of these runs is going on.')
    const woken = await tx
      .update(run)
      .set({
        cancelRequestedAt: sql`now()`,
        cancelledBy: authorOf(actor),
        status: sql`case when ${run.status} = 'waiting' then 'queued' else ${run.status} end`,
        rungAt: null,
        // As in cancel.ts.
        held: sql`${run.held} and not ${run.tidies}`,
      })
      .where(lockedInOrder(tx, and(eq(run.workspaceId, workspaceId), inArray(run.id, ids), isNull(run.cancelRequestedAt))))
      .returning({ id: run.id, owner: run.owner, status: run.status })
    const named = woken.map(({ id }) => id)
    if (named.length > 0)
      await record(tx, actor, 'runs.cancelled', { type: 'workspace', id: workspaceId }, { count: named.length, runs: named })
    return woken
  })
  await tellWoken(...asked.map(({ id, owner, status }) => ({ id, workspaceId, owner, queued: status === 'queued' })))
  return { runIds: asked.map(({ id }) => id) }
}
