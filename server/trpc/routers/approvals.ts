import { countApprovals } from '../../services/approvals/count'
import { DecideApprovalInput, decideApproval } from '../../services/approvals/decide'
import { GetApprovalInput, getApproval } from '../../services/approvals/get'
import { ListApprovalsInput, listApprovals } from '../../services/approvals/list'
import { memberProcedure, router } from '../init'

export const approvalsRouter = router({
  list: memberProcedure.input(ListApprovalsInput).query(({ ctx, input }) => listApprovals(ctx, input)),
  count: memberProcedure.query(({ ctx }) => countApprovals(ctx)),
  get: memberProcedure.input(GetApprovalInput).query(({ ctx, input }) => getApproval(ctx, input)),
  decide: memberProcedure.input(DecideApprovalInput).mutation(({ ctx, input }) => decideApproval(ctx, input)),
})
