import { and, eq } from 'drizzle-orm'
import type { Callbacks } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import { newId } from '@/server/db/id'
import { callback } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { callbackUrl, isLink, tokenIn } from '@/server/services/callbacks/link'
import { claimOf } from '@/server/services/sealed-token'
import type { Place } from './memory'

/** Links that steps of this run hand out, one to a step: repeating it after a crash gives the same one. */
export function callbacksOf({ workspaceId, runId, step }: Place): Callbacks {
  return {
    link(proof) {
      return inWorkspace(workspaceId, async (tx) => {
        await tx
          .insert(callback)
          .values({ id: newId(), workspaceId, runId, step, ...proof })
          .onConflictDoNothing()
        const [row] = await tx
          .select({ id: callback.id })
          .from(callback)
          .where(and(eq(callback.workspaceId, workspaceId), eq(callback.runId, runId), eq(callback.step, step)))
        if (!row) throw new Error('The link was neither made nor found')
        return callbackUrl({ workspaceId, id: row.id, runId, step })
      })
    },

    async find(url) {
      const token = tokenIn(url.trim())
      const id = token === null ? undefined : claimOf(token)?.id
      const [row] =
        id === undefined
          ? []
          : await inWorkspace(workspaceId, (tx) =>
              tx
                .select()
                .from(callback)
                .where(and(eq(callback.workspaceId, workspaceId), eq(callback.id, id))),
            )
      const isOne = row !== undefined && token !== null && isLink(token, row)
      if (isOne && row.runId === runId) return { id: row.id, result: row.result }
      if (isOne)
        throw new NodeError('link_of_before', 'This link was made by another run, such as the one that this run goes on from.', {
          retry: false,
          hint: 'Retry from “Make a callback link”, so that a new link is handed out.',
        })
      throw new NodeError('not_a_link', 'This is not a callback link that this run made.', {
        retry: false,
        hint: 'Pick the link of an earlier “Make a callback link” step.',
      })
    },
  }
}
