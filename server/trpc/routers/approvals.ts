import { DecideByLinkInput, decideByLink, OpenByLinkInput, openByLink } from '../../services/approvals/as-guest'
import { AskBackByLinkInput, AskBackInput, askBack, askBackByLink } from '../../services/approvals/ask-back'
import { DecideInput, decide } from '../../services/approvals/decide'
import { GetApprovalInput, getApproval } from '../../services/approvals/get'
import { countApprovals, ListApprovalsInput, listApprovals } from '../../services/approvals/list'
import { memberProcedure, publicProcedure, router } from '../init'

export const approvalsRouter = router({
  list: memberProcedure.input(ListApprovalsInput).query(({ ctx, input }) => listApprovals(ctx, input)),
  count: memberProcedure.query(({ ctx }) => countApprovals(ctx)),
  get: memberProcedure.input(GetApprovalInput).query(({ ctx, input }) => getApproval(ctx, input)),
  decide: memberProcedure.input(DecideInput).mutation(({ ctx, input }) => decide(ctx, input)),
  askBack: memberProcedure.input(AskBackInput).mutation(({ ctx, input }) => askBack(ctx, input)),
  openByLink: publicProcedure.input(OpenByLinkInput).query(({ input }) => openByLink(input)),
  decideByLink: publicProcedure.input(DecideByLinkInput).mutation(({ input }) => decideByLink(input)),
  askBackByLink: publicProcedure.input(AskBackByLinkInput).mutation(({ input }) => askBackByLink(input)),
})
