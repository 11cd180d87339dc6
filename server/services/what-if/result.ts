import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { RunDifference } from '@/flow/what-if/result'
import { whatIfResult } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { type Call, notFound } from '../call'
import { demand } from '../permissions'
import { openDetail } from './line'

export const WhatIfResultInput = z.strictObject({ id: z.uuid(), runId: z.uuid() })

/** One past run beside what the draft would make of it. */
export async function whatIfResultOf({ actor }: Call, input: z.input<typeof WhatIfResultInput>): Promise<RunDifference> {
  demand(actor, 'run.read')
  const { id, runId } = WhatIfResultInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx
      .select({ detail: whatIfResult.detail })
      .from(whatIfResult)
      .where(and(eq(whatIfResult.workspaceId, workspaceId), eq(whatIfResult.whatIfId, id), eq(whatIfResult.runId, runId)))
    if (!row?.detail) throw notFound('tried run')
    return openDetail(tx, { workspaceId, whatIfId: id, runId }, row.detail)
  })
}
