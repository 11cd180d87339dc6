import { listInbox } from '../../services/inbox/list'
import { ReadInboxInput, readInbox } from '../../services/inbox/read'
import { memberProcedure, router } from '../init'

export const inboxRouter = router({
  list: memberProcedure.query(({ ctx }) => listInbox(ctx)),
  read: memberProcedure.input(ReadInboxInput).mutation(({ ctx, input }) => readInbox(ctx, input)),
})
