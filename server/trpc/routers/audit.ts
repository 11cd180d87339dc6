import { ListAuditInput, listAudit } from '../../services/audit/list'
import { auditState } from '../../services/audit/state'
import { verifyAudit } from '../../services/audit/verify'
import { memberProcedure, router } from '../init'

export const auditRouter = router({
  list: memberProcedure.input(ListAuditInput).query(({ ctx, input }) => listAudit(ctx, input)),
  state: memberProcedure.query(({ ctx }) => auditState(ctx)),
  verify: memberProcedure.mutation(({ ctx }) => verifyAudit(ctx)),
})
