import { and, asc, eq, gt } from 'drizzle-orm'
import * as Y from 'yjs'
import { z } from 'zod'
import { draftUpdate } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Actor } from '../actor'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { rings } from '../live/rings'
import { stillHere } from '../live/still-here'
import { demand } from '../permissions'
import { loadDraft } from './load-draft'

export const FollowDraftInput = z.strictObject({ flowId: z.uuid(), after: z.number().int().min(0).optional() })

/** `userId` is null when `update` is the whole state, for a client that was away for too long. */
export type DraftChange = { seq: number; update: string; userId: string | null }

const BATCH = 200

/** Every change of the draft after `after` (left out: from now on), in order and once, until the caller leaves. @throws ServiceError `not_found` once the flow is deleted */
export async function followDraft(
  { actor }: Call,
  input: z.input<typeof FollowDraftInput>,
  signal: AbortSignal,
): Promise<AsyncGenerator<DraftChange>> {
  demand(actor, 'flow.read')
  const { flowId, after } = FollowDraftInput.parse(input)
  const from = await inWorkspace(actor.workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    return after ?? (await loadDraft(tx, actor, flowId)).seq
  })
  return follow(actor, flowId, from, signal)
}

async function* follow(actor: Actor, flowId: string, after: number, signal: AbortSignal): AsyncGenerator<DraftChange> {
  let seen = after
  for await (const _ring of rings(`draft:${flowId}`, signal)) {
    if (!(await stillHere(actor))) return
    await inWorkspace(actor.workspaceId, (tx) => flowOf(tx, actor, flowId))
    for (let changes = await changesAfter(actor, flowId, seen); changes.length > 0; changes = await changesAfter(actor, flowId, seen)) {
      for (const change of changes) {
        yield change
        seen = change.seq
      }
    }
  }
}

async function changesAfter(actor: Actor, flowId: string, after: number): Promise<DraftChange[]> {
  return inWorkspace(actor.workspaceId, async (tx) => {
    const rows = await tx
      .select({ seq: draftUpdate.seq, span: draftUpdate.span, update: draftUpdate.update, userId: draftUpdate.userId })
      .from(draftUpdate)
      .where(and(eq(draftUpdate.workspaceId, actor.workspaceId), eq(draftUpdate.flowId, flowId), gt(draftUpdate.seq, after)))
      .orderBy(asc(draftUpdate.seq))
      .limit(BATCH)
    const first = rows[0]
    // A merged row may begin with what the client has: taking it in again changes nothing.
    if (!first || first.seq - first.span <= after) return rows.map(({ span: _, ...row }) => ({ ...row, update: base64(row.update) }))
    const { doc, seq } = await loadDraft(tx, actor, flowId)
    return [{ seq, update: base64(Y.encodeStateAsUpdate(doc)), userId: null }]
  })
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
