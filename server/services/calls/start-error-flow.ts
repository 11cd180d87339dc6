import { and, eq, isNull } from 'drizzle-orm'
import type { StepError } from '@/flow/engine/events'
import type { JsonObject } from '@/flow/json'
import { flow, trigger, user, workspace } from '../../db/schema'
import type { StartedBy } from '../../db/schema/engine'
import { inWorkspace } from '../../db/tenancy'
import { env } from '../../env'
import { acceptRun } from '../intake/accept-run'
import { startedBy as inWords } from '../runs/started-by'
import { ancestryOf } from './ancestry'

export type FailedRun = {
  id: string
  workspaceId: string
  flowId: string
  startedBy: StartedBy
  /** The name of the step it failed at; null when it was the run itself. */
  step: string | null
  error: StepError
  finishedAt: Date
}

/**
 * Starts the flow that looks after failures, once for each run: the run is the key of the delivery. What happens because a run
 * failed starts nothing more, however it is called, so failures never go in circles.
 */
export async function startErrorFlow(failed: FailedRun, errorFlowId: string): Promise<void> {
  const { id: runId, workspaceId, flowId, startedBy } = failed
  if (startedBy.kind === 'failure' || (startedBy.kind === 'call' && startedBy.afterFailure)) return
  const found = await inWorkspace(workspaceId, async (tx) => {
    const [start] = await tx
      .select({ id: trigger.id, nodeId: trigger.nodeId, versionId: trigger.versionId })
      .from(trigger)
      .innerJoin(flow, and(eq(flow.workspaceId, trigger.workspaceId), eq(flow.id, trigger.flowId)))
      .where(
        and(
          eq(trigger.workspaceId, workspaceId),
          eq(trigger.flowId, errorFlowId),
          eq(trigger.source, 'failure'),
          eq(trigger.enabled, true),
          isNull(flow.deletedAt),
        ),
      )
      .orderBy(trigger.nodeId)
      .limit(1)
    if (!start) return null
    const [about] = await tx
      .select({ name: flow.name, slug: workspace.slug })
      .from(flow)
      .innerJoin(workspace, eq(workspace.id, flow.workspaceId))
      .where(and(eq(flow.workspaceId, workspaceId), eq(flow.id, flowId)))
    const [starter] =
      startedBy.kind === 'member' ? await tx.select({ name: user.name }).from(user).where(eq(user.id, startedBy.userId)) : []
    const input = inputOf(failed, { name: about?.name ?? '', slug: about?.slug ?? '', starter: starter?.name ?? null })
    return { start, input, ancestry: await ancestryOf(tx, workspaceId, runId) }
  })
  if (!found) return
  await acceptRun({
    workspaceId,
    flowId: errorFlowId,
    versionId: found.start.versionId,
    mode: 'live',
    triggerNodeId: found.start.nodeId,
    startedBy: { kind: 'failure', runId, step: '', awaited: false, ...found.ancestry, afterFailure: true },
    input: found.input,
    delivery: { triggerId: found.start.id, key: runId },
  })
}

function inputOf(failed: FailedRun, about: { name: string; slug: string; starter: string | null }): JsonObject {
  const { code, message, hint } = failed.error
  return {
    flow: { id: failed.flowId, name: about.name },
    run: { id: failed.id, link: `${env().KAOS_URL}/w/${about.slug}/runs/${failed.id}` },
    step: failed.step,
    error: { code, message, hint: hint ?? null },
    startedBy: inWords(failed.startedBy, about.starter).label,
    at: failed.finishedAt.toISOString(),
  }
}
