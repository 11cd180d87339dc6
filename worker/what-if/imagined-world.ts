import type { Plan } from '@/flow/engine/plan'
import type { Json } from '@/flow/json'
import { replayFiles } from '../capabilities/replay/replay-files'
import type { ClaimedRun } from '../engine/claim'
import { type LargeValues, setAsideWith } from '../engine/large-values'
import type { Performance } from '../engine/perform'
import type { PublishedFlow } from '../engine/published-flow'
import type { Turns } from '../engine/turns'
import { accountWithoutKeys } from './account-without-keys'
import { NoRecord, type RecordedRun } from './recorded-run'

type World = Pick<
  Performance,
  'run' | 'turns' | 'line' | 'clock' | 'signal' | 'holds' | 'owns' | 'withAccount' | 'setAside' | 'largeValues'
> & { files: ReturnType<typeof replayFiles> }

/** All that a run works with besides its flow, its journal and its hands: files in memory, accounts without keys, nobody else. */
export function imaginedWorld(recorded: RecordedRun, turns: Turns, now: () => number, signal: AbortSignal): World {
  const { row, events, requests } = recorded
  const { workspaceId } = row
  const files = replayFiles(workspaceId, [...events, ...requests.values()])
  const imagined = new Map<string, Json>()
  const largeValues: LargeValues = {
    get: (fileId) => imagined.get(fileId),
    keep: (ref, value) => imagined.set(ref.$file.id, value),
  }
  return {
    run: claimedRun(row),
    turns,
    // Nothing outside is touched, so nobody has to wait for a turn.
    line: { enter: async () => 'free', leave: async () => {} },
    clock: { now },
    signal,
    holds: () => true,
    owns: () => Promise.resolve(true),
    withAccount: async (connectionId, _, use) => use(await accountWithoutKeys(workspaceId, connectionId)),
    // The same value as then is the same file; another stays in memory.
    setAside: (key, output) => setAsideWith(files.write, key, output, largeValues),
    largeValues,
    files,
  }
}

/** The whole of it; a test that stopped at a step stops there again. @throws NoRecord */
export function planFor({ row }: RecordedRun, flow: PublishedFlow): Plan {
  const { untilNodeId, triggerNodeId } = row
  const plan = flow.planUntil(untilNodeId !== null && flow.graph.nodes.some(({ id }) => id === untilNodeId) ? untilNodeId : null)
  if (plan.nodes.get(triggerNodeId)?.kind === 'trigger') return plan
  throw new NoRecord('The start of this run is not in the draft any more.')
}

function claimedRun(row: RecordedRun['row']): ClaimedRun {
  const { id, workspaceId, flowId, versionId, mode, effectsBlocked, startedBy, triggerNodeId, input, startedAt } = row
  const place = { id, workspaceId, flowId, versionId, mode, effectsBlocked, triggerNodeId, input, startedAt }
  const whole = { untilNodeId: null, continuesRunId: null, fromStep: null }
  return {
    ...place,
    ...whole,
    startedBy: startedBy.kind,
    epoch: 0,
    losses: 0,
    nextSeq: 1,
    replied: false,
    cancelledAt: null,
    cancelledBy: null,
    tidies: false,
  }
}
