import { z } from 'zod'
import { followDraft } from '../../services/drafts/follow'
import { OpenDraftInput, openDraft } from '../../services/drafts/open'
import { PushDraftInput, pushDraft } from '../../services/drafts/push'
import { memberProcedure, router } from '../init'
import { trackedBy } from '../tracked-by'
import { untilGone } from '../until-gone'

/** `lastEventId` comes as text when the browser reconnects by itself. */
const FollowInput = z.strictObject({ flowId: z.uuid(), lastEventId: z.coerce.number().int().min(0).nullish() })

export const draftsRouter = router({
  open: memberProcedure.input(OpenDraftInput).query(({ ctx, input }) => openDraft(ctx, input)),
  push: memberProcedure.input(PushDraftInput).mutation(({ ctx, input }) => pushDraft(ctx, input)),
  onUpdate: memberProcedure.input(FollowInput).subscription(async ({ ctx, input: { flowId, lastEventId }, signal }) => {
    const changes = await followDraft(ctx, { flowId, after: lastEventId ?? undefined }, untilGone(signal))
    return trackedBy(changes, ({ seq }) => seq)
  }),
})
