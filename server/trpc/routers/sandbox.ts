import { SandboxChannelInput, sandboxChannel } from '../../services/sandbox/channel'
import { GetSandboxInput, getSandbox } from '../../services/sandbox/get'
import { LedgerInput, ledger } from '../../services/sandbox/ledger'
import { SandboxMailInput, sandboxMail } from '../../services/sandbox/mail'
import { SandboxOutboxInput, sandboxOutbox } from '../../services/sandbox/outbox'
import { PressInput, press } from '../../services/sandbox/press'
import { memberProcedure, router } from '../init'

/** What sandbox accounts hold, by app. */
export const sandboxRouter = router({
  get: memberProcedure.input(GetSandboxInput).query(({ ctx, input }) => getSandbox(ctx, input)),
  channel: memberProcedure.input(SandboxChannelInput).query(({ ctx, input }) => sandboxChannel(ctx, input)),
  press: memberProcedure.input(PressInput).mutation(({ ctx, input }) => press(ctx, input)),
  outbox: memberProcedure.input(SandboxOutboxInput).query(({ ctx, input }) => sandboxOutbox(ctx, input)),
  mail: memberProcedure.input(SandboxMailInput).query(({ ctx, input }) => sandboxMail(ctx, input)),
  ledger: memberProcedure.input(LedgerInput).query(({ ctx, input }) => ledger(ctx, input)),
})
