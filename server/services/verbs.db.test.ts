import { beforeAll, describe, expect, it } from 'vitest'
import { ApprovalRequestSchema } from '@/flow/define/approval'
import { flowFile } from '@/flow/exchange/flow-file'
import { emptyGraph } from '@/flow/graph/graph'
import { keepFile } from '../blobs/keep-file'
import { testFolder } from '../blobs/testing'
import { newId } from '../db/id'
import { inWorkspace } from '../db/tenancy'
import { type MemberActor, type TestWorkspace, testDatabase, testWorkspace } from '../db/testing'
import { forgetEnv } from '../env'
import { digestOf } from '../governance/chain/link'
import { type Place, seal } from '../vault/vault'
import type { Role } from './actor'
import { askBack } from './approvals/ask-back'
import { countApprovals } from './approvals/count'
import { decideApproval } from './approvals/decide'
import { approvalFile } from './approvals/file'
import { getApproval } from './approvals/get'
import { listApprovals } from './approvals/list'
import { exportAudit } from './audit/export'
import { listAudit } from './audit/list'
import { auditState } from './audit/state'
import { verifyAudit } from './audit/verify'
import type { Call } from './call'
import { listThreads } from './comments/list'
import { removeComment } from './comments/remove'
import { reply } from './comments/reply'
import { resolveThread } from './comments/resolve'
import { startThread } from './comments/start'
import { createConnection } from './connections/create'
import { createSandbox } from './connections/create-sandbox'
import { draftsWith } from './connections/drafts'
import { getConnection } from './connections/get'
import { listConnections } from './connections/list'
import { startSignIn } from './connections/oauth/start'
import { removeConnection } from './connections/remove'
import { renameConnection } from './connections/rename'
import { listSandboxes } from './connections/sandboxes'
import { setConnectionLimit } from './connections/set-limit'
import { testConnection } from './connections/test'
import { updateConnection } from './connections/update'
import { draftAt } from './drafts/at'
import { contributions } from './drafts/contributions'
import { draftGraph } from './drafts/graph'
import { draftHistory } from './drafts/history'
import { openDraft } from './drafts/open'
import { pushDraft } from './drafts/push'
import { downloadFile } from './files/download'
import { createFlow } from './flows/create'
import { duplicateFlow } from './flows/duplicate'
import { exportFlow } from './flows/export'
import { exportFlows } from './flows/export-many'
import { fetchImport } from './flows/fetch-import'
import { getFlow } from './flows/get'
import { hookUrls } from './flows/hook-urls'
import { importFlow } from './flows/import'
import { listFlows } from './flows/list'
import { moveFlow } from './flows/move'
import { moveFlows } from './flows/move-many'
import { readImport } from './flows/read-import'
import { removeFlow } from './flows/remove'
import { removeFlows } from './flows/remove-many'
import { renameFlow } from './flows/rename'
import { restoreFlow } from './flows/restore'
import { restoreFlows } from './flows/restore-many'
import { setFlowEnabled } from './flows/set-enabled'
import { setFlowsEnabled } from './flows/set-enabled-many'
import { setFlowLane } from './flows/set-lane'
import { setFlowPaused } from './flows/set-paused'
import { setFlowsPaused } from './flows/set-paused-many'
import { flowsToCall } from './flows/to-call'
import { createFolder } from './folders/create'
import { listFolders } from './folders/list'
import { removeFolder } from './folders/remove'
import { renameFolder } from './folders/rename'
import { listInbox } from './inbox/list'
import { readInbox } from './inbox/read'
import { refusedMails } from './mail/refused'
import { getManifest } from './manifest/get'
import { listInvitations } from './members/invitations'
import { inviteMember } from './members/invite'
import { listMembers } from './members/list'
import { removeMember } from './members/remove'
import { revokeInvitation } from './members/revoke-invitation'
import { setMemberRole } from './members/set-role'
import { sayPresence } from './presence/say'
import { getRetention } from './retention/get'
import { setRetention } from './retention/set'
import { outsideCallWhole } from './runs/call'
import { calledRuns } from './runs/called'
import { cancelRun } from './runs/cancel'
import { cancelMany } from './runs/cancel-many'
import { cancelledBy } from './runs/cancelled-by'
import { continueRun } from './runs/continue'
import { countChosen } from './runs/count-chosen'
import { runEvents } from './runs/events'
import { exportReceipt } from './runs/export-receipt'
import { followRun } from './runs/follow'
import { getRun } from './runs/get'
import { latestRun } from './runs/latest'
import { listRuns } from './runs/list'
import { lookAhead } from './runs/look-ahead'
import { runsProgress } from './runs/progress'
import { runReceipt } from './runs/receipt'
import { resolveEffect } from './runs/resolve'
import { retryRun } from './runs/retry'
import { retryMany } from './runs/retry-many'
import { startRun } from './runs/start'
import { testRun } from './runs/test'
import { sandboxChannel } from './sandbox/channel'
import { getSandbox } from './sandbox/get'
import { ledger } from './sandbox/ledger'
import { sandboxMail } from './sandbox/mail'
import { sandboxOutbox } from './sandbox/outbox'
import { press } from './sandbox/press'
import { ServiceError } from './service-error'
import { clearState } from './state/clear'
import { listState } from './state/list'
import { draw } from './testing'
import { listTriggers } from './triggers/list'
import { lookNow } from './triggers/look-now'
import { createVariable } from './variables/create'
import { listVariables } from './variables/list'
import { removeVariable } from './variables/remove'
import { updateVariable } from './variables/update'
import { getVersion } from './versions/get'
import { listVersions } from './versions/list'
import { lookAtMove } from './versions/look-at-move'
import { moveRuns } from './versions/move-runs'
import { publishVersion } from './versions/publish'
import { restoreVersion } from './versions/restore'
import { waitingRuns } from './versions/waiting'
import { availableRuns } from './what-if/available'
import { cancelWhatIf } from './what-if/cancel'
import { followWhatIf } from './what-if/follow'
import { getWhatIf } from './what-if/get'
import { latestWhatIf } from './what-if/latest'
import { sealResult } from './what-if/line'
import { whatIfResultOf } from './what-if/result'
import { whatIfResults } from './what-if/results'
import { startWhatIf } from './what-if/start'
import { workspaceLimit } from './workspaces/limit'
import { setWorkspaceLimit } from './workspaces/set-limit'

const database = testDatabase()
testFolder()
let theirs: TestWorkspace

beforeAll(async () => {
  Object.assign(process.env, { SMTP_URL: 'smtp://127.0.0.1:1' })
  forgetEnv()
  theirs = await testWorkspace(database.owner(), 'Theirs')
})

const EMPTY_FLOW = JSON.stringify(
  flowFile({ name: 'Flow', needs: { accounts: [], flows: [], people: [] }, leftOut: [], graph: emptyGraph() }),
)

/** Refused before or after `can()` was asked? */
function unlessForbidden(error: unknown): void {
  if (error instanceof ServiceError && error.code === 'forbidden') throw error
}

type Scene = {
  workspace: TestWorkspace
  flow: string
  other: string
  folder: string
  version: string
  invitation: string
  run: string
  ended: string
  account: string
  sandbox: string
  books: string
  inside: { slack: string; mail: string; message: string }
  call: string
  approval: string
  file: string
  past: string
  whatIf: string
  variable: string
  thread: string
  comment: string
}

type Verb = {
  name: string
  run: (call: Call, scene: Scene) => Promise<unknown>
  /** A role that may. */
  by: Role
  /** A role that may not; left out where everybody may. */
  notBy?: Role
  /** What the audit says afterwards; left out where nothing changes. */
  audit?: string
  /** What it names belongs to one workspace. */
  named: boolean
}

const VERBS: Verb[] = [
  { name: 'manifest.get', run: (call) => getManifest(call), by: 'viewer', named: false },
  { name: 'retention.get', run: (call) => getRetention(call), by: 'viewer', named: false },
  {
    name: 'retention.set',
    run: (call) => setRetention(call, { own: { details: 30, runs: 365 } }),
    by: 'admin',
    notBy: 'builder',
    audit: 'retention.changed',
    named: false,
  },
  { name: 'members.list', run: (call) => listMembers(call), by: 'viewer', named: false },
  {
    name: 'members.setRole',
    run: (call, s) => setMemberRole(call, { userId: s.workspace.viewer.userId, role: 'builder' }),
    by: 'admin',
    notBy: 'builder',
    audit: 'member.role-changed',
    named: true,
  },
  {
    name: 'members.remove',
    run: (call, s) => removeMember(call, { userId: s.workspace.viewer.userId }),
    by: 'admin',
    notBy: 'builder',
    audit: 'member.removed',
    named: true,
  },
  {
    name: 'members.invite',
    run: (call) => inviteMember(call, { email: 'new@example.test', role: 'viewer' }),
    by: 'admin',
    notBy: 'builder',
    audit: 'invitation.created',
    named: false,
  },
  { name: 'members.invitations', run: (call) => listInvitations(call), by: 'admin', notBy: 'viewer', named: false },
  {
    name: 'members.revokeInvitation',
    run: (call, s) => revokeInvitation(call, { id: s.invitation }),
    by: 'admin',
    notBy: 'builder',
    audit: 'invitation.revoked',
    named: true,
  },
  { name: 'folders.list', run: (call) => listFolders(call), by: 'viewer', named: false },
  {
    name: 'folders.create',
    run: (call, s) => createFolder(call, { name: 'Inside', parentId: s.folder }),
    by: 'builder',
    notBy: 'operator',
    audit: 'folder.created',
    named: true,
  },
  {
    name: 'folders.rename',
    run: (call, s) => renameFolder(call, { id: s.folder, name: 'New' }),
    by: 'builder',
    notBy: 'operator',
    audit: 'folder.renamed',
    named: true,
  },
  {
    name: 'folders.remove',
    run: (call, s) => removeFolder(call, { id: s.folder }),
    by: 'builder',
    notBy: 'operator',
    audit: 'folder.removed',
    named: true,
  },
  { name: 'flows.toCall', run: (call) => flowsToCall(call), by: 'viewer', named: false },
  { name: 'flows.list', run: (call) => listFlows(call, {}), by: 'viewer', named: false },
  {
    name: 'flows.create',
    run: (call, s) => createFlow(call, { name: 'Fresh', folderId: s.folder }),
    by: 'builder',
    notBy: 'viewer',
    audit: 'flow.created',
    named: true,
  },
  { name: 'flows.get', run: (call, s) => getFlow(call, { id: s.flow }), by: 'viewer', named: true },
  {
    name: 'flows.rename',
    run: (call, s) => renameFlow(call, { id: s.flow, name: 'Other' }),
    by: 'builder',
    notBy: 'viewer',
    audit: 'flow.renamed',
    named: true,
  },
  {
    name: 'flows.move',
    run: (call, s) => moveFlow(call, { id: s.flow, folderId: null }),
    by: 'builder',
    notBy: 'viewer',
    audit: 'flow.moved',
    named: true,
  },
  {
    name: 'flows.duplicate',
    run: (call, s) => duplicateFlow(call, { id: s.flow }),
    by: 'builder',
    notBy: 'viewer',
    audit: 'flow.duplicated',
    named: true,
  },
  {
    name: 'flows.export',
    run: (call, s) => exportFlow(call, { id: s.flow }),
    by: 'builder',
    notBy: 'viewer',
    audit: 'flow.exported',
    named: true,
  },
  { name: 'flows.readImport', run: (call) => readImport(call, { text: EMPTY_FLOW }), by: 'builder', notBy: 'viewer', named: false },
  {
    name: 'flows.import',
    run: (call, s) => importFlow(call, { text: EMPTY_FLOW, name: 'From elsewhere', folderId: s.folder }),
    by: 'builder',
    notBy: 'viewer',
    audit: 'flow.imported',
    named: true,
  },
  {
    name: 'flows.fetchImport',
    // It gets as far as the address, which is none: no worker answers here.
    run: (call) => fetchImport(call, { url: 'ftp://example.test/flow.json' }).catch(unlessForbidden),
    by: 'builder',
    notBy: 'viewer',
    named: false,
  },
  {
    name: 'flows.remove',
    run: (call, s) => removeFlow(call, { id: s.flow }),
    by: 'builder',
    notBy: 'operator',
    audit: 'flow.removed',
    named: true,
  },
  {
    name: 'flows.restore',
    run: (call, s) => restoreFlow(call, { id: s.other }),
    by: 'builder',
    notBy: 'operator',
    audit: 'flow.restored',
    named: true,
  },
  {
    name: 'flows.setEnabled',
    run: (call, s) => setFlowEnabled(call, { id: s.flow, enabled: false }),
    by: 'builder',
    notBy: 'operator',
    audit: 'flow.disabled',
    named: true,
  },
  {
    name: 'flows.setPaused',
    run: (call, s) => setFlowPaused(call, { id: s.flow, paused: true }),
    by: 'operator',
    notBy: 'approver',
    audit: 'flow.paused',
    named: true,
  },
  {
    name: 'flows.setLane',
    run: (call, s) => setFlowLane(call, { id: s.flow, priority: 'high', most: 2 }),
    by: 'operator',
    notBy: 'approver',
    audit: 'flow.lane-changed',
    named: true,
  },
  {
    name: 'flows.moveMany',
    run: (call, s) => moveFlows(call, { ids: [s.flow], folderId: null }),
    by: 'builder',
    notBy: 'operator',
    audit: 'flow.moved',
    named: true,
  },
  {
    name: 'flows.setEnabledMany',
    run: (call, s) => setFlowsEnabled(call, { ids: [s.flow], enabled: false }),
    by: 'builder',
    notBy: 'operator',
    audit: 'flow.disabled',
    named: true,
  },
  {
    name: 'flows.setPausedMany',
    run: (call, s) => setFlowsPaused(call, { ids: [s.flow], paused: true }),
    by: 'operator',
    notBy: 'approver',
    audit: 'flow.paused',
    named: true,
  },
  {
    name: 'flows.removeMany',
    run: (call, s) => removeFlows(call, { ids: [s.flow] }),
    by: 'builder',
    notBy: 'operator',
    audit: 'flow.removed',
    named: true,
  },
  {
    name: 'flows.restoreMany',
    run: (call, s) => restoreFlows(call, { ids: [s.other] }),
    by: 'builder',
    notBy: 'operator',
    audit: 'flow.restored',
    named: true,
  },
  {
    name: 'flows.exportMany',
    run: (call, s) => exportFlows(call, { ids: [s.flow] }),
    by: 'builder',
    notBy: 'viewer',
    audit: 'flow.exported',
    named: true,
  },
  { name: 'workspace.limit', run: (call) => workspaceLimit(call), by: 'viewer', named: false },
  {
    name: 'workspace.setLimit',
    run: (call) => setWorkspaceLimit(call, { most: 5 }),
    by: 'admin',
    notBy: 'builder',
    audit: 'workspace.limit-changed',
    named: false,
  },
  { name: 'flows.hookUrls', run: (call, s) => hookUrls(call, { id: s.flow }), by: 'builder', notBy: 'viewer', named: true },
  { name: 'triggers.list', run: (call, s) => listTriggers(call, { flowId: s.flow }), by: 'viewer', named: true },
  {
    name: 'triggers.lookNow',
    run: (call, s) => lookNow(call, { flowId: s.flow, nodeId: 'looks' }),
    by: 'operator',
    notBy: 'viewer',
    audit: 'trigger.looked',
    named: true,
  },
  { name: 'state.list', run: (call, s) => listState(call, { flowId: s.flow }), by: 'viewer', named: true },
  {
    name: 'state.clear',
    run: (call, s) => clearState(call, { flowId: s.flow, key: 'last' }),
    by: 'operator',
    notBy: 'viewer',
    audit: 'state.cleared',
    named: true,
  },
  { name: 'variables.list', run: (call) => listVariables(call), by: 'viewer', named: false },
  {
    name: 'variables.create',
    run: (call) => createVariable(call, { name: 'limit', value: 1_000 }),
    by: 'builder',
    notBy: 'operator',
    audit: 'variable.created',
    named: false,
  },
  {
    name: 'variables.update',
    run: (call, s) => updateVariable(call, { id: s.variable, value: 'b@acme.test' }),
    by: 'builder',
    notBy: 'operator',
    audit: 'variable.changed',
    named: true,
  },
  {
    name: 'variables.remove',
    run: (call, s) => removeVariable(call, { id: s.variable }),
    by: 'builder',
    notBy: 'operator',
    audit: 'variable.removed',
    named: true,
  },
  { name: 'mail.refused', run: (call, s) => refusedMails(call, { flowId: s.flow }), by: 'viewer', named: true },
  { name: 'drafts.graph', run: (call, s) => draftGraph(call, { flowId: s.flow }), by: 'viewer', named: true },
  { name: 'drafts.open', run: (call, s) => openDraft(call, { flowId: s.flow }), by: 'viewer', named: true },
  {
    name: 'drafts.push',
    run: (call, s) => pushDraft(call, { flowId: s.flow, update: 'AAA=' }),
    by: 'builder',
    notBy: 'viewer',
    audit: 'draft.edited',
    named: true,
  },
  { name: 'comments.list', run: (call, s) => listThreads(call, { flowId: s.flow }), by: 'viewer', named: true },
  {
    name: 'comments.start',
    run: (call, s) => startThread(call, { flowId: s.flow, place: { nodeId: 'greet' }, body: 'Why?' }),
    by: 'approver',
    notBy: 'viewer',
    audit: 'comment.added',
    named: true,
  },
  {
    name: 'comments.reply',
    run: (call, s) => reply(call, { threadId: s.thread, body: 'Because.' }),
    by: 'operator',
    notBy: 'auditor',
    audit: 'comment.added',
    named: true,
  },
  {
    name: 'comments.resolve',
    run: (call, s) => resolveThread(call, { threadId: s.thread, resolved: true }),
    by: 'builder',
    notBy: 'viewer',
    audit: 'comment.resolved',
    named: true,
  },
  {
    name: 'comments.remove',
    run: (call, s) => removeComment(call, { id: s.comment }),
    by: 'owner',
    notBy: 'admin',
    audit: 'comment.removed',
    named: true,
  },
  { name: 'inbox.list', run: (call) => listInbox(call), by: 'viewer', named: false },
  { name: 'inbox.read', run: (call) => readInbox(call, {}), by: 'viewer', named: false },
  { name: 'drafts.history', run: (call, s) => draftHistory(call, { flowId: s.flow }), by: 'viewer', named: true },
  { name: 'drafts.at', run: (call, s) => draftAt(call, { flowId: s.flow, seq: 1 }), by: 'viewer', named: true },
  { name: 'drafts.contributions', run: (call, s) => contributions(call, { flowId: s.flow }), by: 'viewer', named: true },
  {
    name: 'drafts.say',
    run: (call, s) =>
      sayPresence(call, {
        flowId: s.flow,
        tab: 'a'.repeat(16),
        whereabouts: { pointer: null, selected: [], view: { x: 0, y: 0, zoom: 1 } },
      }),
    by: 'viewer',
    named: true,
  },
  {
    name: 'versions.publish',
    run: (call, s) => publishVersion(call, { flowId: s.flow }),
    by: 'builder',
    notBy: 'operator',
    audit: 'version.published',
    named: true,
  },
  { name: 'versions.waiting', run: (call, s) => waitingRuns(call, { flowId: s.flow }), by: 'viewer', named: true },
  { name: 'versions.lookAtMove', run: (call, s) => lookAtMove(call, { flowId: s.flow }), by: 'operator', notBy: 'viewer', named: true },
  {
    name: 'versions.moveRuns',
    run: (call, s) => moveRuns(call, { flowId: s.flow, versionId: s.version, runIds: [s.run] }),
    by: 'operator',
    notBy: 'viewer',
    named: true,
  },
  { name: 'versions.list', run: (call, s) => listVersions(call, { flowId: s.flow }), by: 'viewer', named: true },
  { name: 'versions.get', run: (call, s) => getVersion(call, { id: s.version }), by: 'viewer', named: true },
  {
    name: 'versions.restore',
    run: (call, s) => restoreVersion(call, { id: s.version }),
    by: 'builder',
    notBy: 'viewer',
    audit: 'draft.edited, version.restored',
    named: true,
  },
  {
    name: 'runs.test',
    run: (call, s) => testRun(call, { flowId: s.flow }),
    by: 'builder',
    notBy: 'viewer',
    audit: 'run.tested',
    named: true,
  },
  {
    name: 'runs.start',
    run: (call, s) => startRun(call, { flowId: s.flow }),
    by: 'operator',
    notBy: 'viewer',
    audit: 'run.started',
    named: true,
  },
  { name: 'runs.list', run: (call) => listRuns(call, {}), by: 'viewer', named: false },
  { name: 'runs.get', run: (call, s) => getRun(call, { id: s.run }), by: 'viewer', named: true },
  { name: 'runs.cancelledBy', run: (call, s) => cancelledBy(call, { id: s.run }), by: 'viewer', named: true },
  { name: 'runs.called', run: (call, s) => calledRuns(call, { id: s.run }), by: 'viewer', named: true },
  { name: 'runs.events', run: (call, s) => runEvents(call, { id: s.run }), by: 'viewer', named: true },
  { name: 'runs.onEvents', run: (call, s) => followRun(call, { id: s.run }, AbortSignal.abort()), by: 'viewer', named: true },
  {
    name: 'runs.cancel',
    run: (call, s) => cancelRun(call, { id: s.run }),
    by: 'operator',
    notBy: 'viewer',
    audit: 'run.cancelled',
    named: true,
  },
  {
    name: 'runs.retry',
    run: (call, s) => retryRun(call, { id: s.run }),
    by: 'operator',
    notBy: 'viewer',
    audit: 'run.retried',
    named: true,
  },
  {
    name: 'runs.lookAhead',
    run: (call, s) => lookAhead(call, { id: s.ended, fromStep: 'greet' }),
    by: 'operator',
    notBy: 'viewer',
    named: true,
  },
  {
    name: 'runs.continue',
    run: (call, s) => continueRun(call, { id: s.ended, fromStep: 'greet' }),
    by: 'operator',
    notBy: 'viewer',
    audit: 'run.continued',
    named: true,
  },
  { name: 'runs.countChosen', run: (call) => countChosen(call, { filter: {} }), by: 'viewer', named: false },
  { name: 'runs.progress', run: (call, s) => runsProgress(call, { ids: [s.run] }), by: 'viewer', named: false },
  {
    name: 'runs.retryMany',
    run: (call, s) => retryMany(call, { runs: { ids: [s.ended] }, from: 'stop' }),
    by: 'operator',
    notBy: 'viewer',
    audit: 'runs.retried',
    named: true,
  },
  {
    name: 'runs.cancelMany',
    run: (call, s) => cancelMany(call, { runs: { ids: [s.run] } }),
    by: 'operator',
    notBy: 'viewer',
    audit: 'runs.cancelled',
    named: true,
  },
  { name: 'runs.latest', run: (call, s) => latestRun(call, { flowId: s.flow }), by: 'viewer', named: true },
  {
    name: 'runs.resolve',
    run: (call, s) => resolveEffect(call, { id: s.run, step: 'greet', happened: true }),
    by: 'operator',
    notBy: 'viewer',
    audit: 'run.resolved',
    named: true,
  },
  { name: 'connections.list', run: (call) => listConnections(call), by: 'builder', notBy: 'viewer', named: false },
  { name: 'connections.sandboxes', run: (call) => listSandboxes(call), by: 'viewer', named: false },
  { name: 'connections.get', run: (call, s) => getConnection(call, { id: s.account }), by: 'builder', notBy: 'operator', named: true },
  { name: 'connections.drafts', run: (call, s) => draftsWith(call, { id: s.account }), by: 'builder', notBy: 'operator', named: true },
  {
    name: 'connections.create',
    run: (call) => createConnection(call, { connector: 'mail', name: 'Bills', fields: { address: 'bills@acme.test' } }),
    by: 'builder',
    notBy: 'operator',
    audit: 'connection.created',
    named: false,
  },
  {
    name: 'connections.createSandbox',
    run: (call) => createSandbox(call, { connector: 'mail' }),
    by: 'builder',
    notBy: 'viewer',
    audit: 'connection.created',
    named: false,
  },
  {
    name: 'connections.update',
    run: (call, s) => updateConnection(call, { id: s.account, fields: { address: 'others@acme.test' } }),
    by: 'admin',
    notBy: 'builder',
    audit: 'connection.changed',
    named: true,
  },
  {
    name: 'connections.rename',
    run: (call, s) => renameConnection(call, { id: s.account, name: 'Others' }),
    by: 'admin',
    notBy: 'builder',
    audit: 'connection.changed',
    named: true,
  },
  {
    name: 'connections.setLimit',
    run: (call, s) => setConnectionLimit(call, { id: s.account, most: 2 }),
    by: 'admin',
    notBy: 'builder',
    audit: 'connection.changed',
    named: true,
  },
  {
    name: 'connections.remove',
    run: (call, s) => removeConnection(call, { id: s.account }),
    by: 'admin',
    notBy: 'builder',
    audit: 'connection.removed',
    named: true,
  },
  {
    name: 'connections.test',
    run: (call, s) => testConnection(call, { id: s.sandbox }),
    by: 'builder',
    notBy: 'viewer',
    audit: 'connection.tested',
    named: true,
  },
  { name: 'runs.receipt', run: (call, s) => runReceipt(call, { id: s.run }), by: 'viewer', named: true },
  {
    name: 'runs.exportReceipt',
    run: (call, s) => exportReceipt(call, { id: s.run }),
    by: 'viewer',
    audit: 'receipt.exported',
    named: true,
  },
  { name: 'audit.list', run: (call) => listAudit(call, {}), by: 'auditor', notBy: 'builder', named: false },
  { name: 'audit.state', run: (call) => auditState(call), by: 'auditor', notBy: 'builder', named: false },
  { name: 'audit.verify', run: (call) => verifyAudit(call), by: 'auditor', notBy: 'builder', named: false },
  { name: 'audit.export', run: (call) => exportAudit(call), by: 'auditor', notBy: 'viewer', audit: 'audit.exported', named: false },
  {
    name: 'connections.startSignIn',
    run: (call) => startSignIn(call, { connector: 'xero', name: 'Books', fields: { clientId: 'client' } }),
    by: 'builder',
    notBy: 'viewer',
    named: false,
  },
  { name: 'runs.outsideCall', run: (call, s) => outsideCallWhole(call, { id: s.call }), by: 'viewer', named: true },
  { name: 'files.download', run: (call, s) => downloadFile(call, { id: s.file }), by: 'viewer', named: true },
  {
    name: 'sandbox.press',
    run: (call, s) => press(call, { connectionId: s.inside.slack, waitId: s.approval, decision: 'approved' }),
    by: 'approver',
    notBy: 'admin',
    audit: 'approval.decided',
    named: true,
  },
  { name: 'sandbox.get', run: (call, s) => getSandbox(call, { connectionId: s.sandbox }), by: 'viewer', named: true },
  { name: 'sandbox.ledger', run: (call, s) => ledger(call, { connectionId: s.books }), by: 'viewer', named: true },
  { name: 'sandbox.channel', run: (call, s) => sandboxChannel(call, { connectionId: s.inside.slack }), by: 'viewer', named: true },
  { name: 'sandbox.outbox', run: (call, s) => sandboxOutbox(call, { connectionId: s.inside.mail }), by: 'viewer', named: true },
  {
    name: 'sandbox.mail',
    run: (call, s) => sandboxMail(call, { connectionId: s.inside.mail, id: s.inside.message }),
    by: 'viewer',
    named: true,
  },
  { name: 'approvals.list', run: (call) => listApprovals(call, { tab: 'open' }), by: 'viewer', named: false },
  { name: 'approvals.count', run: (call) => countApprovals(call), by: 'viewer', named: false },
  { name: 'approvals.get', run: (call, s) => getApproval(call, { id: s.approval }), by: 'viewer', named: true },
  { name: 'approvals.file', run: (call, s) => approvalFile(call, { id: s.approval, fileId: s.file }), by: 'viewer', named: true },
  {
    name: 'approvals.decide',
    run: (call, s) => decideApproval(call, { id: s.approval, decision: 'approved' }),
    by: 'approver',
    notBy: 'admin',
    audit: 'approval.decided',
    named: true,
  },
  {
    name: 'approvals.askBack',
    run: (call, s) => askBack(call, { id: s.approval, question: 'Who ordered this?' }),
    by: 'approver',
    notBy: 'admin',
    audit: 'approval.asked-back',
    named: true,
  },
  { name: 'whatIf.available', run: (call, s) => availableRuns(call, { flowId: s.flow }), by: 'viewer', named: true },
  {
    name: 'whatIf.start',
    run: (call, s) => startWhatIf(call, { flowId: s.flow, most: 10 }),
    by: 'builder',
    notBy: 'operator',
    audit: 'what-if.started',
    named: true,
  },
  {
    name: 'whatIf.cancel',
    run: (call, s) => cancelWhatIf(call, { id: s.whatIf }),
    by: 'builder',
    notBy: 'operator',
    audit: 'what-if.cancelled',
    named: true,
  },
  { name: 'whatIf.get', run: (call, s) => getWhatIf(call, { id: s.whatIf }), by: 'viewer', named: true },
  { name: 'whatIf.latest', run: (call, s) => latestWhatIf(call, { flowId: s.flow }), by: 'viewer', named: true },
  { name: 'whatIf.results', run: (call, s) => whatIfResults(call, { id: s.whatIf }), by: 'viewer', named: true },
  { name: 'whatIf.result', run: (call, s) => whatIfResultOf(call, { id: s.whatIf, runId: s.past }), by: 'viewer', named: true },
  { name: 'whatIf.onProgress', run: (call, s) => followWhatIf(call, { id: s.whatIf }, AbortSignal.abort()), by: 'viewer', named: true },
]

describe('every verb', () => {
  it.each(VERBS)('$name works for who may, and leaves its mark in the audit', async ({ run, by, audit }) => {
    const scene = await setScene()
    const before = await audited(scene)
    await run({ actor: scene.workspace[by] }, scene)
    const marks = (await audited(scene)).slice(before.length)
    expect(marks.map(({ action }) => action).join(', ')).toBe(audit ?? '')
    expect(marks.every(({ userId }) => userId === scene.workspace[by].userId)).toBe(true)
  })

  it.each(VERBS.flatMap(({ notBy, ...verb }) => (notBy ? { ...verb, notBy } : [])))(
    '$name is refused to a role that may not',
    async ({ run, notBy }) => {
      const scene = await setScene()
      const before = await audited(scene)
      await expect(run({ actor: scene.workspace[notBy] }, scene)).rejects.toMatchObject({ code: 'forbidden' })
      expect(await audited(scene)).toEqual(before)
    },
  )

  it.each(VERBS.filter(({ named }) => named))('$name answers another workspace as if nothing were there', async ({ run }) => {
    const scene = await setScene()
    const foreign = await failure(run({ actor: theirs.owner }, scene))
    expect(foreign).toMatchObject({ code: 'not_found' })
    expect(foreign).toEqual(await failure(run({ actor: theirs.owner }, nowhere(scene))))
  })
})

it('hides a deleted flow from all that would use it, and keeps its runs readable', async () => {
  const scene = await setScene()
  const call = { actor: scene.workspace.owner }
  await removeFlow(call, { id: scene.flow })
  const uses = [
    getFlow(call, { id: scene.flow }),
    openDraft(call, { flowId: scene.flow }),
    publishVersion(call, { flowId: scene.flow }),
    startRun(call, { flowId: scene.flow }),
    testRun(call, { flowId: scene.flow }),
    retryRun(call, { id: scene.run }),
    duplicateFlow(call, { id: scene.flow }),
  ]
  for (const use of await Promise.allSettled(uses)) expect(use).toMatchObject({ reason: { code: 'not_found' } })
  expect((await listFlows(call, {})).items).toEqual([])
  expect(await getRun(call, { id: scene.run })).toMatchObject({ flowName: 'Flow' })
  await restoreFlow(call, { id: scene.flow })
  expect(await getFlow(call, { id: scene.flow })).toMatchObject({ liveVersion: { number: 1 } })
})

async function setScene(): Promise<Scene> {
  const sql = database.owner()
  const workspace = await testWorkspace(sql)
  const call = { actor: workspace.owner }
  const { id: folder } = await createFolder(call, { name: 'Folder' })
  const { id: flow } = await createFlow(call, { name: 'Flow', folderId: folder })
  const seen = await draw({ actor: workspace.admin }, flow)
  const { id: version } = await publishVersion(call, { flowId: flow, seen })
  const { id: other } = await createFlow(call, { name: 'Other' })
  await removeFlow(call, { id: other })
  const { link } = await inviteMember(call, { email: 'guest@example.test', role: 'viewer' })
  expect(link).toMatch(/^http:\/\/localhost:3000\/invitation\/[\w-]{32}$/)
  const [invitation] = await listInvitations(call)
  const { runId } = await startRun(call, { flowId: flow })
  const { runId: over } = await startRun(call, { flowId: flow })
  await sql`update run set status = 'failed', started_at = now(), finished_at = now() where id = ${over}`
  const { id: variable } = await createVariable(call, { name: 'sender', value: 'a@acme.test' })
  await sql`insert into state_item (workspace_id, flow_id, key, value, bytes) values (${workspace.id}, ${flow}, 'last', '1', 1)`
  await sql`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, config, enabled)
    values (${newId()}, ${workspace.id}, ${flow}, ${version}, 'looks', 'poll', '{}', true)`
  await sql`insert into wait (id, workspace_id, run_id, step, kind) values (${newId()}, ${workspace.id}, ${runId}, 'greet', 'verify')`
  const { id: account } = await createConnection(call, { connector: 'mail', name: 'Mails', fields: { address: 'mails@acme.test' } })
  const { id: sandbox } = await createSandbox(call, { connector: 'mail' })
  const { id: books } = await createSandbox(call, { connector: 'xero' })
  const outside = newId()
  const record = { capability: 'http' }
  const place: Place = { workspaceId: workspace.id, table: 'outside_call', row: outside, column: 'sealed' }
  const sealedCall = await inWorkspace(workspace.id, (tx) => seal(tx, place, record))
  await sql`insert into outside_call (id, workspace_id, run_id, step, attempt, capability, summary, sealed, digest, at, duration_ms)
    values (${outside}, ${workspace.id}, ${runId}, 'greet', 1, 'http', '{}', ${sealedCall}, ${digestOf(record)}, now(), 1)`
  const inside = { slack: newId(), mail: newId(), message: newId() }
  for (const connector of ['slack', 'mail'] as const)
    await sql`insert into connection (id, workspace_id, connector, name, kind, sealed, allowed_hosts, created_by)
      values (${inside[connector]}, ${workspace.id}, ${connector}, 'Sandbox', 'sandbox', '', '{}', ${workspace.owner.userId})`
  const mail = { from: { name: '', address: 'a@b.test' }, to: [], cc: [], replyTo: [], subject: 'Hello', text: '', attachments: [] }
  await sql`insert into sandbox_record (id, workspace_id, connection_id, kind, key, body)
    values (${inside.message}, ${workspace.id}, ${inside.mail}, 'mail.message', '<1@b.test>', ${sql.json(mail)})`
  const approval = newId()
  const file = await keepFile(workspace.id, { name: 'bill.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') })
  const request = ApprovalRequestSchema.parse({ question: 'Pay?', approvers: { roles: ['approver'] }, document: { file, pages: [] } })
  await sql`insert into wait (id, workspace_id, run_id, step, kind, request)
    values (${approval}, ${workspace.id}, ${runId}, 'ask', 'approval', ${sql.json(request)})`
  const past = newId()
  await sql`insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input, finished_at)
    values (${past}, ${workspace.id}, ${flow}, ${version}, 'live', 'succeeded', 'start', '{"kind":"webhook"}', '{}', now())`
  const { id: whatIf } = await startWhatIf(call, { flowId: flow })
  const tried = { verdict: 'same', statusThen: 'succeeded', statusNow: 'succeeded', reason: null, steps: [], effects: [], same: 2 } as const
  const which = { workspaceId: workspace.id, whatIfId: whatIf, runId: past }
  const { line, detail } = await inWorkspace(workspace.id, (tx) => sealResult(tx, which, { ...tried, steps: [], effects: [] }))
  await sql`update what_if_result set verdict = 'same', line = ${line}, detail = ${detail} where what_if_id = ${whatIf} and run_id = ${past}`
  const { threadId: thread } = await startThread(call, { flowId: flow, place: { nodeId: 'greet' }, body: 'Is this right?' })
  const [said] = await sql`select id from comment where thread_id = ${thread}`
  return {
    workspace,
    flow,
    other,
    folder,
    version,
    invitation: invitation?.id ?? '',
    run: runId,
    ended: over,
    account,
    sandbox,
    books,
    inside,
    call: outside,
    approval,
    file: file.$file.id,
    past,
    whatIf,
    variable,
    thread,
    comment: String(said?.id),
  }
}

/** The same scene with ids nobody has. */
function nowhere(scene: Scene): Scene {
  const viewer: MemberActor = { ...scene.workspace.viewer, userId: newId() }
  return {
    workspace: { ...scene.workspace, viewer },
    flow: newId(),
    other: newId(),
    folder: newId(),
    version: newId(),
    invitation: newId(),
    run: newId(),
    ended: newId(),
    account: newId(),
    sandbox: newId(),
    books: newId(),
    inside: { slack: newId(), mail: newId(), message: newId() },
    call: newId(),
    approval: newId(),
    file: newId(),
    past: newId(),
    whatIf: newId(),
    variable: newId(),
    thread: newId(),
    comment: newId(),
  }
}

async function audited({ workspace }: Scene): Promise<{ action: string; userId: string }[]> {
  const rows = await database.owner()`
    select action, actor->>'userId' as "userId" from audit_event where workspace_id = ${workspace.id} order by at, id`
  return rows.map(({ action, userId }) => ({ action, userId }))
}

async function failure(work: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const error: unknown = await work.then(
    () => new Error('it succeeded'),
    (error: unknown) => error,
  )
  if (!(error instanceof Error)) throw new Error('it failed without an error')
  return { code: 'code' in error ? error.code : undefined, message: error.message }
}
