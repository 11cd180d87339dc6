import { and, asc, eq, exists, gt, isNull, or, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { graphFromDoc } from '@/flow/draft/document'
import { inNaturalOrder } from '@/flow/natural-order'
import { draft, draftUpdate, flow } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { loadDraft } from '../drafts/load-draft'
import { demand } from '../permissions'
import { connectionOf } from './connection-of'

export const DraftsWithInput = z.strictObject({ id: z.uuid() })

/** More are not looked into. */
const MOST = 50

/** Flows whose draft works with an account: as a step's, or named anywhere in its parameters. Asked before it is removed. */
export async function draftsWith({ actor }: Call, input: z.input<typeof DraftsWithInput>): Promise<{ id: string; name: string }[]> {
  demand(actor, 'connection.use')
  const { id } = DraftsWithInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    await connectionOf(tx, actor, id)
    // Text stands in a draft as it is; what was taken out of it may stand there still.
    const names = (bytes: PgColumn) => sql`position(convert_to(${id}, 'UTF8') in ${bytes}) > 0`
    const later = tx
      .select({ seq: draftUpdate.seq })
      .from(draftUpdate)
      .where(
        and(
          eq(draftUpdate.workspaceId, workspaceId),
          eq(draftUpdate.flowId, draft.flowId),
          gt(draftUpdate.seq, draft.throughSeq),
          names(draftUpdate.update),
        ),
      )
    const found = await tx
      .select({ id: flow.id, name: flow.name })
      .from(draft)
      .innerJoin(flow, and(eq(flow.workspaceId, draft.workspaceId), eq(flow.id, draft.flowId)))
      .where(and(eq(draft.workspaceId, workspaceId), isNull(flow.deletedAt), or(names(draft.state), exists(later))))
      .orderBy(asc(flow.id))
      .limit(MOST)
    const using: typeof found = []
    for (const each of found) {
      const { doc } = await loadDraft(tx, actor, each.id)
      if (JSON.stringify(graphFromDoc(doc).nodes).includes(`"connectionId":"${id}"`)) using.push(each)
    }
    return inNaturalOrder(using, ({ name }) => name)
  })
}
