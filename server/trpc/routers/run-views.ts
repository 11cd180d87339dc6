import { listRunViews } from '../../services/run-views/list'
import { RemoveRunViewInput, removeRunView } from '../../services/run-views/remove'
import { SaveRunViewInput, saveRunView } from '../../services/run-views/save'
import { memberProcedure, router } from '../init'

export const runViewsRouter = router({
  list: memberProcedure.query(({ ctx }) => listRunViews(ctx)),
  save: memberProcedure.input(SaveRunViewInput).mutation(({ ctx, input }) => saveRunView(ctx, input)),
  remove: memberProcedure.input(RemoveRunViewInput).mutation(({ ctx, input }) => removeRunView(ctx, input)),
})
