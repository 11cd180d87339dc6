import { getRetention } from '../../services/retention/get'
import { SetRetentionInput, setRetention } from '../../services/retention/set'
import { memberProcedure, router } from '../init'

export const retentionRouter = router({
  get: memberProcedure.query(({ ctx }) => getRetention(ctx)),
  set: memberProcedure.input(SetRetentionInput).mutation(({ ctx, input }) => setRetention(ctx, input)),
})
