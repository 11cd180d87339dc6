import { and, asc, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { planOf } from '@/flow/engine/plan'
import { run, version } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { notFound } from '../call'
import { flowOf } from '../flows/flow-of'
import { demand } from '../permissions'
import { obstacleWords, type Plans } from './moving'
import { versionOf } from './version-of'

export const LookAtMoveInput = z.strictObject({ flowId: z.uuid() })

/** Looked at and moved at a time. */
export const MOST_MOVED = 200

export type MoveLook = {
  versionId: string
  number: number
  /** The oldest first. `obstacles` empty: it can be moved. */
  runs: { id: string; number: number; createdAt: Date; obstacles: string[] }[]
  /** More wait than were looked at. */
  more: boolean
}

/** Which of the runs that wait on older versions could go on with the live one, and why the others could not. Changes nothing. */
export async function lookAtMove({ actor }: Call, input: z.input<typeof LookAtMoveInput>): Promise<MoveLook> {
  demand(actor, 'flow.operate')
  const { flowId } = LookAtMoveInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    const { liveVersionId } = await flowOf(tx, actor, flowId)
    if (!liveVersionId) throw notFound('version')
    const target = await versionOf(tx, actor, liveVersionId)
    const rows = await tx
      .select({ run, number: version.number })
      .from(run)
      .innerJoin(version, and(eq(version.workspaceId, run.workspaceId), eq(version.id, run.versionId)))
      .where(
        and(
          eq(run.workspaceId, workspaceId),
          eq(run.flowId, flowId),
          eq(run.status, 'waiting'),
          eq(run.mode, 'live'),
          ne(run.versionId, liveVersionId),
        ),
      )
      .orderBy(asc(run.id))
      .limit(MOST_MOVED + 1)
    const plan = planOf(target.graph, manifest)
    const plans: Plans = new Map()
    const runs: MoveLook['runs'] = []
    for (const row of rows.slice(0, MOST_MOVED)) {
      const { id, createdAt } = row.run
      runs.push({ id, number: row.number ?? 0, createdAt, obstacles: await obstacleWords(tx, actor, row.run, plan, plans) })
    }
    return { versionId: liveVersionId, number: target.number ?? 0, runs, more: rows.length > MOST_MOVED }
  })
}
