import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { whatIf } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { anyFlowOf } from '../flows/flow-of'
import { demand } from '../permissions'
import { detailOf, type WhatIfDetail } from './get'

export const LatestWhatIfInput = z.strictObject({ flowId: z.uuid() })

/** The last time a draft of this flow was tried on past runs; null before the first. */
export async function latestWhatIf({ actor }: Call, input: z.input<typeof LatestWhatIfInput>): Promise<WhatIfDetail | null> {
  demand(actor, 'run.read')
  const { flowId } = LatestWhatIfInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    await anyFlowOf(tx, actor, flowId)
    const [newest] = await tx
      .select()
      .from(whatIf)
      .where(and(eq(whatIf.workspaceId, actor.workspaceId), eq(whatIf.flowId, flowId)))
      .orderBy(desc(whatIf.id))
      .limit(1)
    return newest ? detailOf(tx, actor, newest) : null
  })
}
