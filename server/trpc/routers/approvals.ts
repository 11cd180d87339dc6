import { AskBackByLinkInput, AskBackInput, askBack, askBackByLink } from '../../services/approvals/ask-back'
import { countApprovals } from '../../services/approvals/count'
import { DecideApprovalInput, decideApproval } from '../../services/approvals/decide'
import { DecideByLinkInput, decideByLink } from '../../services/approvals/decide-by-link'
import { GetApprovalInput, getApproval } from '../../services/approvals/get'
import { ListApprovalsInput, listApprovals } from '../../services/approvals/list'
import { OpenLinkInput, openLink } from '../../services/approvals/open-link'
import { ReassignApprovalInput, reassignApproval } from '../../services/approvals/reassign'
import { memberProcedure, publicProcedure, router } from '../init'

export const approvalsRouter = router({
  list: memberProcedure.input(ListApprovalsInput).query(({ ctx, input }) => listApprovals(ctx, input)),
  count: memberProcedure.query(({ ctx }) => countApprovals(ctx)),
  get: memberProcedure.input(GetApprovalInput).query(({ ctx, input }) => getApproval(ctx, input)),
  decide: memberProcedure.input(DecideApprovalInput).mutation(({ ctx, input }) => decideApproval(ctx, input)),
  askBack: memberProcedure.input(AskBackInput).mutation(({ ctx, input }) => askBack(ctx, input)),
  reassign: memberProcedure.input(ReassignApprovalInput).mutation(({ ctx, input }) => reassignApproval(ctx, input)),
  openLink: publicProcedure.input(OpenLinkInput).query(({ ctx, input }) => openLink(input, ctx.address)),
  decideByLink: publicProcedure.input(DecideByLinkInput).mutation(({ ctx, input }) => decideByLink(input, ctx.address)),
  askBackByLink: publicProcedure.input(AskBackByLinkInput).mutation(({ ctx, input }) => askBackByLink(input, ctx.address)),
})
