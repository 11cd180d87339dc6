import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { graphFromDoc } from '@/flow/draft/document'
import type { PastRuns } from '@/flow/what-if/past-runs'
import { user } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import type { Call } from '../call'
import { loadDraft } from '../drafts/load-draft'
import { anyFlowOf } from '../flows/flow-of'
import { FORMER_MEMBER } from '../former-member'
import { demand } from '../permissions'
import { hashOf } from '../versions/hash'
import { versionOf } from '../versions/version-of'
import { type Counts, countsOf } from './counts'
import { type WhatIfRow, whatIfOf } from './what-if-of'

export const GetWhatIfInput = z.strictObject({ id: z.uuid() })

export type WhatIfDetail = {
  id: string
  flowId: string
  flowName: string
  /** Null: the draft as it was. */
  versionNumber: number | null
  status: WhatIfRow['status']
  picked: PastRuns
  counts: Counts
  createdAt: Date
  createdBy: { name: string }
  finishedAt: Date | null
  /** The draft is still what was tried. */
  isCurrent: boolean
}

export async function getWhatIf({ actor }: Call, input: z.input<typeof GetWhatIfInput>): Promise<WhatIfDetail> {
  demand(actor, 'run.read')
  const { id } = GetWhatIfInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => detailOf(tx, actor, await whatIfOf(tx, actor, id)))
}

export async function detailOf(tx: Tx, actor: Actor, row: WhatIfRow): Promise<WhatIfDetail> {
  const { id, flowId, status, picked, createdAt, finishedAt } = row
  const flow = await anyFlowOf(tx, actor, flowId)
  const version = await versionOf(tx, actor, row.versionId)
  const { doc } = await loadDraft(tx, actor, flowId)
  const [author] = await tx.select({ name: user.name }).from(user).where(eq(user.id, row.createdBy))
  return {
    id,
    flowId,
    flowName: flow.name,
    versionNumber: version.number,
    status,
    picked,
    counts: await countsOf(tx, actor.workspaceId, id),
    createdAt,
    createdBy: { name: author?.name ?? FORMER_MEMBER },
    finishedAt,
    isCurrent: hashOf(graphFromDoc(doc)) === hashOf(version.graph),
  }
}
