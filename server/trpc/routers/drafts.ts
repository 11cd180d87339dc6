import { type TrackedEnvelope, tracked } from '@trpc/server'
import { z } from 'zod'
import { DraftAtInput, draftAt } from '../../services/drafts/at'
import { ContributionsInput, contributions } from '../../services/drafts/contributions'
import { type DraftNews, followNews } from '../../services/drafts/follow-news'
import { DraftGraphInput, draftGraph } from '../../services/drafts/graph'
import { DraftHistoryInput, draftHistory } from '../../services/drafts/history'
import { OpenDraftInput, openDraft } from '../../services/drafts/open'
import { PushDraftInput, pushDraft } from '../../services/drafts/push'
import { TabSchema } from '../../services/presence/presence-id'
import { SayPresenceInput, sayPresence } from '../../services/presence/say'
import { memberProcedure, router } from '../init'
import { untilGone } from '../until-gone'

/** `lastEventId` comes as text when the browser reconnects by itself. */
const FollowInput = z.strictObject({ flowId: z.uuid(), tab: TabSchema, lastEventId: z.coerce.number().int().min(0).nullish() })

export const draftsRouter = router({
  open: memberProcedure.input(OpenDraftInput).query(({ ctx, input }) => openDraft(ctx, input)),
  graph: memberProcedure.input(DraftGraphInput).query(({ ctx, input }) => draftGraph(ctx, input)),
  push: memberProcedure.input(PushDraftInput).mutation(({ ctx, input }) => pushDraft(ctx, input)),
  history: memberProcedure.input(DraftHistoryInput).query(({ ctx, input }) => draftHistory(ctx, input)),
  at: memberProcedure.input(DraftAtInput).query(({ ctx, input }) => draftAt(ctx, input)),
  contributions: memberProcedure.input(ContributionsInput).query(({ ctx, input }) => contributions(ctx, input)),
  say: memberProcedure.input(SayPresenceInput).mutation(({ ctx, input }) => sayPresence(ctx, input)),
  onNews: memberProcedure.input(FollowInput).subscription(async ({ ctx, input: { flowId, tab, lastEventId }, signal }) => {
    return numbered(await followNews(ctx, { flowId, tab, after: lastEventId ?? undefined }, untilGone(signal)))
  }),
})

type Change = Extract<DraftNews, { kind: 'change' }>

/** Only changes have numbers to go on after. */
async function* numbered(news: AsyncIterable<DraftNews>): AsyncGenerator<TrackedEnvelope<Change> | Exclude<DraftNews, Change>> {
  for await (const item of news) yield item.kind === 'change' ? tracked(String(item.seq), item) : item
}
