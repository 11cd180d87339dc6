import { ListTriggersInput, listTriggers } from '../../services/triggers/list'
import { LookNowInput, lookNow } from '../../services/triggers/look-now'
import { memberProcedure, router } from '../init'

export const triggersRouter = router({
  list: memberProcedure.input(ListTriggersInput).query(({ ctx, input }) => listTriggers(ctx, input)),
  lookNow: memberProcedure.input(LookNowInput).mutation(({ ctx, input }) => lookNow(ctx, input)),
})
