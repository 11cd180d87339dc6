import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import { recordEach } from '../../governance/audit'
import type { Call } from '../call'
import { ring } from '../intake/ring'
import { pauseFlows } from '../lanes/pause-flows'
import { demand } from '../permissions'
import { ChosenFlowsSchema, chooseFlows, type FlowsDone, idsOf } from './choose-flows'

export const SetFlowsPausedInput = z.strictObject({ ids: ChosenFlowsSchema, paused: z.boolean() })

/** As set-paused.ts. What was never published has no runs that could be held. */
export async function setFlowsPaused({ actor }: Call, input: z.input<typeof SetFlowsPausedInput>): Promise<FlowsDone> {
  demand(actor, 'flow.operate')
  const { ids, paused } = SetFlowsPausedInput.parse(input)
  const { workspaceId } = actor
  const { freed, ...answer } = await inWorkspace(workspaceId, async (tx) => {
    const { meant, left } = await chooseFlows(tx, actor, ids, {
      whyNot: ({ liveVersionId }) => (liveVersionId === null ? 'unpublished' : null),
    })
    const { changed: done, freed } = await pauseFlows(tx, workspaceId, idsOf(meant), paused)
    for (const { id } of meant) if (!done.includes(id)) left.push({ id, why: 'already' })
    const changed = done.map((id) => ({ resource: { type: 'flow' as const, id } }))
    await recordEach(tx, actor, paused ? 'flow.paused' : 'flow.resumed', changed)
    return { done, left, freed }
  })
  ring(freed)
  return answer
}
