import { CreateVariableInput, createVariable } from '../../services/variables/create'
import { listVariables } from '../../services/variables/list'
import { RemoveVariableInput, removeVariable } from '../../services/variables/remove'
import { UpdateVariableInput, updateVariable } from '../../services/variables/update'
import { memberProcedure, router } from '../init'

export const variablesRouter = router({
  list: memberProcedure.query(({ ctx }) => listVariables(ctx)),
  create: memberProcedure.input(CreateVariableInput).mutation(({ ctx, input }) => createVariable(ctx, input)),
  update: memberProcedure.input(UpdateVariableInput).mutation(({ ctx, input }) => updateVariable(ctx, input)),
  remove: memberProcedure.input(RemoveVariableInput).mutation(({ ctx, input }) => removeVariable(ctx, input)),
})
