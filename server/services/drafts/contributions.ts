import { inArray } from 'drizzle-orm'
import * as Y from 'yjs'
import { z } from 'zod'
import { applyAndTouch } from '@/flow/draft/touches'
import { user } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { NOBODY } from '../actor'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { FORMER_MEMBER } from '../former-member'
import { demand } from '../permissions'
import { loadHistory } from './load-history'
import { publishedSeq } from './unpublished'

export const ContributionsInput = z.strictObject({ flowId: z.uuid() })

export type Contributions = {
  /** Up to which change this is. Whoever publishes says that they have seen it. */
  seq: number
  /** Who touched which field of which node since the live version (flow/draft/touches.ts). */
  touches: { nodeId: string; field: string; by: string[] }[]
  /** `lastSeq`: of the person's latest change. */
  people: { userId: string; name: string; lastSeq: number }[]
}

/** Who made what of the draft that is not published: found by replaying the updates, each with its author. */
export async function contributions({ actor }: Call, input: z.input<typeof ContributionsInput>): Promise<Contributions> {
  demand(actor, 'flow.read')
  const { flowId } = ContributionsInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const { liveVersionId } = await flowOf(tx, actor, flowId)
    const since = await publishedSeq(tx, actor, flowId, liveVersionId)
    const history = await loadHistory(tx, actor, flowId, Number.MAX_SAFE_INTEGER)
    const lastSeqs = new Map<string, number>()
    const found = new Map<string, { nodeId: string; field: string; by: Set<string> }>()
    for (const { seq, update, userId } of history.rows) {
      if (seq <= since) {
        Y.applyUpdate(history.doc, update)
        continue
      }
      if (userId !== NOBODY) lastSeqs.set(userId, seq)
      for (const { nodeId, field } of applyAndTouch(history.doc, update)) {
        const key = `${nodeId} ${field}`
        const touch = found.get(key) ?? { nodeId, field, by: new Set() }
        if (userId !== NOBODY) touch.by.add(userId)
        found.set(key, touch)
      }
    }
    const touches = [...found.values()].map(({ by, ...touch }) => ({ ...touch, by: [...by] }))
    const ids = [...lastSeqs.keys()]
    const known = ids.length === 0 ? [] : await tx.select({ id: user.id, name: user.name }).from(user).where(inArray(user.id, ids))
    const nameOf = (userId: string) => known.find(({ id }) => id === userId)?.name ?? FORMER_MEMBER
    const people = [...lastSeqs].map(([userId, lastSeq]) => ({ userId, name: nameOf(userId), lastSeq }))
    return { seq: history.rows.at(-1)?.seq ?? history.seq, touches, people }
  })
}
