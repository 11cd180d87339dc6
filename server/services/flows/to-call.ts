import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { type FlowToCall, flowsToCallIn } from '../calls/flows-around'
import { demand } from '../permissions'

/** Flows that a step can run, and those that can look after failures. */
export function flowsToCall({ actor }: Call): Promise<FlowToCall[]> {
  demand(actor, 'flow.read')
  return inWorkspace(actor.workspaceId, (tx) => flowsToCallIn(tx, actor.workspaceId))
}
