import { ListChoicesInput, listChoices } from '../../services/connections/choices'
import { CreateConnectionInput, createConnection } from '../../services/connections/create'
import { CreateSandboxInput, createSandbox } from '../../services/connections/create-sandbox'
import { DraftsWithInput, draftsWith } from '../../services/connections/drafts'
import { GetConnectionInput, getConnection } from '../../services/connections/get'
import { listConnections } from '../../services/connections/list'
import { FinishSignInInput, finishSignIn } from '../../services/connections/oauth/finish'
import { StartSignInInput, startSignIn } from '../../services/connections/oauth/start'
import { RemoveConnectionInput, removeConnection } from '../../services/connections/remove'
import { RenameConnectionInput, renameConnection } from '../../services/connections/rename'
import { listSandboxes } from '../../services/connections/sandboxes'
import { SetConnectionLimitInput, setConnectionLimit } from '../../services/connections/set-limit'
import { TestConnectionInput, testConnection } from '../../services/connections/test'
import { UpdateConnectionInput, updateConnection } from '../../services/connections/update'
import { memberProcedure, router } from '../init'

export const connectionsRouter = router({
  list: memberProcedure.query(({ ctx }) => listConnections(ctx)),
  sandboxes: memberProcedure.query(({ ctx }) => listSandboxes(ctx)),
  get: memberProcedure.input(GetConnectionInput).query(({ ctx, input }) => getConnection(ctx, input)),
  drafts: memberProcedure.input(DraftsWithInput).query(({ ctx, input }) => draftsWith(ctx, input)),
  create: memberProcedure.input(CreateConnectionInput).mutation(({ ctx, input }) => createConnection(ctx, input)),
  createSandbox: memberProcedure.input(CreateSandboxInput).mutation(({ ctx, input }) => createSandbox(ctx, input)),
  update: memberProcedure.input(UpdateConnectionInput).mutation(({ ctx, input }) => updateConnection(ctx, input)),
  rename: memberProcedure.input(RenameConnectionInput).mutation(({ ctx, input }) => renameConnection(ctx, input)),
  setLimit: memberProcedure.input(SetConnectionLimitInput).mutation(({ ctx, input }) => setConnectionLimit(ctx, input)),
  remove: memberProcedure.input(RemoveConnectionInput).mutation(({ ctx, input }) => removeConnection(ctx, input)),
  test: memberProcedure.input(TestConnectionInput).mutation(({ ctx, input }) => testConnection(ctx, input)),
  startSignIn: memberProcedure.input(StartSignInInput).mutation(({ ctx, input }) => startSignIn(ctx, input)),
  finishSignIn: memberProcedure.input(FinishSignInInput).mutation(({ ctx, input }) => finishSignIn(ctx, input)),
  choices: memberProcedure.input(ListChoicesInput).query(({ ctx, input }) => listChoices(ctx, input)),
})
