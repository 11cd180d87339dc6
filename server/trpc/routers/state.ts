import { ClearStateInput, clearState } from '../../services/state/clear'
import { ListStateInput, listState } from '../../services/state/list'
import { memberProcedure, router } from '../init'

export const stateRouter = router({
  list: memberProcedure.input(ListStateInput).query(({ ctx, input }) => listState(ctx, input)),
  clear: memberProcedure.input(ClearStateInput).mutation(({ ctx, input }) => clearState(ctx, input)),
})
