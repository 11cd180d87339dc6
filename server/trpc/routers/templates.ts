import { listTemplates } from '../../services/templates/list'
import { UseTemplateInput, useTemplate } from '../../services/templates/use'
import { memberProcedure, router } from '../init'

export const templatesRouter = router({
  list: memberProcedure.query(({ ctx }) => listTemplates(ctx)),
  use: memberProcedure.input(UseTemplateInput).mutation(({ ctx, input }) => useTemplate(ctx, input)),
})
