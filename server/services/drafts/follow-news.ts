import type { z } from 'zod'
import type { Presence } from '../../bus/presence'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { merge } from '../live/merge'
import { rings } from '../live/rings'
import { demand } from '../permissions'
import { followPeople } from '../presence/follow'
import { TabSchema } from '../presence/presence-id'
import { type DraftChange, FollowDraftInput, followDraft } from './follow'

/** `tab` is the caller's own, whose whereabouts it need not be told. */
export const FollowNewsInput = FollowDraftInput.extend({ tab: TabSchema })

export type DraftNews = ({ kind: 'change' } & DraftChange) | { kind: 'people'; people: Presence[] } | { kind: 'comments' }

/** All that an open editor listens to, as one stream: changes of the draft, where the others are, and that something was said. */
export async function followNews(
  call: Call,
  input: z.input<typeof FollowNewsInput>,
  signal: AbortSignal,
): Promise<AsyncGenerator<DraftNews>> {
  const { actor } = call
  demand(actor, 'flow.read')
  const { tab, ...draft } = FollowNewsInput.parse(input)
  const { flowId } = draft
  await inWorkspace(actor.workspaceId, (tx) => flowOf(tx, actor, flowId))
  return merge<DraftNews>(
    [
      async function* (both) {
        for await (const change of await followDraft(call, draft, both)) yield { kind: 'change', ...change }
      },
      async function* (both) {
        for await (const people of followPeople(actor, flowId, tab, both)) yield { kind: 'people', people }
      },
      async function* (both) {
        for await (const _ring of rings(`comments:${flowId}`, both)) yield { kind: 'comments' }
      },
    ],
    signal,
  )
}
