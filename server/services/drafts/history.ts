import { and, asc, eq, gt, inArray, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import { draftUpdate, user, version } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { FORMER_MEMBER } from '../former-member'
import { demand } from '../permissions'
import { STRETCH_PAUSE_MS } from './compact'
import { baseOf } from './load-history'

export const DraftHistoryInput = z.strictObject({ flowId: z.uuid() })

/** What one person changed in one go; the draft as it was then is had by its `seq`. */
export type Stretch = { seq: number; userId: string; name: string; beganAt: Date; endedAt: Date; changes: number }

export type DraftHistory = {
  /** Where the history begins: what was before is not known any more. */
  begin: number
  /** The oldest first. */
  stretches: Stretch[]
  versions: { number: number; seq: number }[]
}

/** Who changed the draft when. */
export async function draftHistory({ actor }: Call, input: z.input<typeof DraftHistoryInput>): Promise<DraftHistory> {
  demand(actor, 'flow.read')
  const { flowId } = DraftHistoryInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    const { seq: begin } = await baseOf(tx, workspaceId, flowId)
    const rows = await tx
      .select({
        seq: draftUpdate.seq,
        span: draftUpdate.span,
        userId: draftUpdate.userId,
        at: draftUpdate.at,
        beganAt: draftUpdate.beganAt,
      })
      .from(draftUpdate)
      .where(and(eq(draftUpdate.workspaceId, workspaceId), eq(draftUpdate.flowId, flowId), gt(draftUpdate.seq, begin)))
      .orderBy(asc(draftUpdate.seq))
    const published = await tx
      .select({ number: version.number, seq: version.draftSeq })
      .from(version)
      .where(
        and(eq(version.workspaceId, workspaceId), eq(version.flowId, flowId), eq(version.kind, 'published'), isNotNull(version.draftSeq)),
      )
      .orderBy(asc(version.number))
    const versions = published.flatMap(({ number, seq }) => (number !== null && seq !== null ? [{ number, seq }] : []))
    const ends = new Set(versions.map(({ seq }) => seq))
    const people =
      rows.length === 0
        ? []
        : await tx
            .select({ id: user.id, name: user.name })
            .from(user)
            .where(inArray(user.id, [...new Set(rows.map(({ userId }) => userId))]))
    const names = new Map(people.map(({ id, name }) => [id, name]))

    const stretches: Stretch[] = []
    for (const { seq, span, userId, at, beganAt } of rows) {
      const last = stretches.at(-1)
      const began = beganAt ?? at
      if (last?.userId === userId && !ends.has(last.seq) && began.getTime() - last.endedAt.getTime() < STRETCH_PAUSE_MS) {
        Object.assign(last, { seq, endedAt: at, changes: last.changes + span })
      } else stretches.push({ seq, userId, name: names.get(userId) ?? FORMER_MEMBER, beganAt: began, endedAt: at, changes: span })
    }
    return { begin, stretches, versions }
  })
}
