import { GetSandboxInput, getSandbox } from '../../services/sandbox/get'
import { LedgerInput, ledger } from '../../services/sandbox/ledger'
import { memberProcedure, router } from '../init'

/** What sandbox accounts hold, by app. */
export const sandboxRouter = router({
  get: memberProcedure.input(GetSandboxInput).query(({ ctx, input }) => getSandbox(ctx, input)),
  ledger: memberProcedure.input(LedgerInput).query(({ ctx, input }) => ledger(ctx, input)),
})
