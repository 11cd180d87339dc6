import { getManifest } from '../services/manifest/get'
import { currentWorkspace } from '../services/workspaces/current'
import { workspaceLimit } from '../services/workspaces/limit'
import { SetWorkspaceLimitInput, setWorkspaceLimit } from '../services/workspaces/set-limit'
import { memberProcedure, router } from './init'
import { accountRouter } from './routers/account'
import { approvalsRouter } from './routers/approvals'
import { auditRouter } from './routers/audit'
import { commentsRouter } from './routers/comments'
import { connectionsRouter } from './routers/connections'
import { draftsRouter } from './routers/drafts'
import { flowsRouter } from './routers/flows'
import { foldersRouter } from './routers/folders'
import { inboxRouter } from './routers/inbox'
import { mailRouter } from './routers/mail'
import { membersRouter } from './routers/members'
import { retentionRouter } from './routers/retention'
import { runViewsRouter } from './routers/run-views'
import { runsRouter } from './routers/runs'
import { sandboxRouter } from './routers/sandbox'
import { stateRouter } from './routers/state'
import { templatesRouter } from './routers/templates'
import { triggersRouter } from './routers/triggers'
import { variablesRouter } from './routers/variables'
import { versionsRouter } from './routers/versions'
import { whatIfRouter } from './routers/what-if'

export const appRouter = router({
  account: accountRouter,
  workspace: router({
    current: memberProcedure.query(({ ctx }) => currentWorkspace(ctx)),
    limit: memberProcedure.query(({ ctx }) => workspaceLimit(ctx)),
    setLimit: memberProcedure.input(SetWorkspaceLimitInput).mutation(({ ctx, input }) => setWorkspaceLimit(ctx, input)),
  }),
  members: membersRouter,
  retention: retentionRouter,
  manifest: router({ get: memberProcedure.query(({ ctx }) => getManifest(ctx)) }),
  folders: foldersRouter,
  flows: flowsRouter,
  drafts: draftsRouter,
  comments: commentsRouter,
  inbox: inboxRouter,
  versions: versionsRouter,
  runs: runsRouter,
  runViews: runViewsRouter,
  approvals: approvalsRouter,
  templates: templatesRouter,
  mail: mailRouter,
  connections: connectionsRouter,
  audit: auditRouter,
  sandbox: sandboxRouter,
  whatIf: whatIfRouter,
  variables: variablesRouter,
  state: stateRouter,
  triggers: triggersRouter,
})

export type AppRouter = typeof appRouter
