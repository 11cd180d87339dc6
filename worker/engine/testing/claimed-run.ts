import type { ClaimedRun } from '../claim'

/** As a claim gives it, for what is tried without a database. */
export function claimedRun(of: Partial<ClaimedRun> = {}): ClaimedRun {
  return {
    id: '01000000-0000-7000-8000-000000000001',
    workspaceId: '01000000-0000-7000-8000-000000000002',
    flowId: '01000000-0000-7000-8000-000000000003',
    versionId: '01000000-0000-7000-8000-000000000004',
    mode: 'test',
    startedBy: 'member',
    triggerNodeId: 't',
    input: null,
    untilNodeId: null,
    continuesRunId: null,
    fromStep: null,
    effectsBlocked: false,
    epoch: 1,
    losses: 0,
    nextSeq: 1,
    startedAt: new Date(),
    replied: false,
    cancelledAt: null,
    cancelledBy: null,
    tidies: false,
    ...of,
  }
}
