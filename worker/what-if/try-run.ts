import type { RunDifference } from '@/flow/what-if/result'
import { log } from '@/server/log'
import type { Readers } from '../capabilities/replay/replay-hands'
import { publishedFlow } from '../engine/published-flow'
import { compareRuns } from './compare'
import { imagineRun } from './imagine'
import { NoRecord, recordedRun } from './recorded-run'

export type Try = { workspaceId: string; runId: string; versionId: string }

/** One past run with another version of its flow. Touches nothing: neither the outside nor a row. */
export async function tryRun({ workspaceId, runId, versionId }: Try, readers: Readers, signal: AbortSignal): Promise<RunDifference> {
  try {
    const flow = await publishedFlow(workspaceId, versionId)
    if (!flow) throw new NoRecord('The draft can’t be read any more.')
    const recorded = await recordedRun(workspaceId, runId)
    return await compareRuns(recorded, await imagineRun(recorded, flow, readers, signal))
  } catch (err) {
    signal.throwIfAborted()
    if (!(err instanceof NoRecord)) log.error({ err, runId }, 'A past run could not be tried')
    const reason = err instanceof NoRecord ? err.message : 'This run could not be tried. That is a fault of KAOS, not of your flow.'
    return untold(reason)
  }
}

function untold(reason: string): RunDifference {
  return { verdict: 'untold', statusThen: null, statusNow: null, reason, steps: [], effects: [], same: 0 }
}
